import type { Say } from './views/say.js';

/** Facts whose text may be a bare code of FHIR. */
const coded = new Set([
  'severity',
  'criticality',
  'verification',
  'type',
  'category',
  'priority',
  'intent',
  'deceased',
  'subpotent',
  'reported',
  'asNeeded',
]);

/** A FHIR date alone, as facts of time are. */
const dateAlone = /^\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)?)?$/;
const dated = new Set([
  'recorded',
  'born',
  'lastOccurrence',
  'manufactured',
  'expires',
  'reactionOnset',
  'deceased',
  'admittedAt',
  'revisit',
  'carriedOutAt',
  'orderedAt',
  'resultAt',
  'copaymentExemptFrom',
  'fiveYearsFrom',
]);

/** A fact in words: dates as they are written here, codes that came without any are told by our own, everything else as the source wrote it. */
export function codeWords(key: string, text: string, { t, date }: Pick<Say, 't' | 'date'>): string {
  if (dated.has(key) && dateAlone.test(text)) return date(text);
  if (!coded.has(key)) return text;
  return text
    .split(', ')
    .map((part) => t.codes[part.toLowerCase()] ?? part)
    .join(', ');
}
