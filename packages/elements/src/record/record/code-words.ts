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
]);

/** A fact in words: codes that came without any are told by our own, everything else as the source wrote it. */
export function codeWords(key: string, text: string, { t }: Pick<Say, 't'>): string {
  if (!coded.has(key)) return text;
  return text
    .split(', ')
    .map((part) => t.codes[part.toLowerCase()] ?? part)
    .join(', ');
}
