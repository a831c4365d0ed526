import type { EntryFlag, RecordEntry, RecordSection } from '../record.types.js';

/** Facts of an entry that make it another one when they differ. */
const telling: ReadonlySet<string> = new Set(['dosage', 'text', 'conclusion', 'subject', 'lot', 'dose']);

/** One and the same fact in two records, whoever tells it: same kind, code or name, moment, status, value, dose, text. */
export function factOf(entry: RecordEntry): string {
  const { code, title, date, endDate, status, flags, value, parts = [], facts, attachment, narrative } = entry;
  return JSON.stringify([
    entry.resourceType,
    code ?? folded(title),
    momentOf(date),
    momentOf(endDate),
    status ?? '',
    [...flags].sort(),
    valueText(value),
    parts.map((part) => [part.title, valueText(part.value)]),
    facts.flatMap(({ key, text }) => (telling.has(key) ? [key, text] : [])),
    attachment?.url ?? attachment?.data?.length ?? '',
    entry.resourceType === 'Section' || narrative ? narrative : '',
  ]);
}

/**
 * What entries of two sources speak of, where they may contradict each other: a drug, one measurement, a substance, a problem,
 * one dose of a vaccine. Undefined where no contradiction can be told.
 */
export function matterOf(section: RecordSection, entry: RecordEntry): string | undefined {
  const { resourceType, code, title, date, flags } = entry;
  const name = code ?? folded(title);
  if (section === 'medications') return past(flags) ? undefined : `drug ${name}`;
  if (section === 'allergies') return flags.includes('data-absent') ? undefined : 'allergy';
  if (section === 'problems') return `problem ${name}`;
  const once = resourceType === 'Observation' || resourceType === 'DiagnosticReport' || section === 'immunizations';
  return once && date !== undefined ? `${section} ${name} ${momentOf(date)}` : undefined;
}

/** Whether two entries about one matter, of two sources, contradict each other. */
export function contradict(section: RecordSection, one: RecordEntry, other: RecordEntry): boolean {
  if (section === 'medications') return dosageOf(one) !== dosageOf(other) || one.status !== other.status;
  if (section === 'allergies') {
    const nil = [one, other].filter(({ flags }) => flags.includes('nil-known')).length;
    if (nil > 0) return nil === 1 && [one, other].every(holds);
    return (one.code ?? folded(one.title)) === (other.code ?? folded(other.title)) && holds(one) !== holds(other);
  }
  if (section === 'problems') return holds(one) !== holds(other) || past(one.flags) !== past(other.flags);
  return (
    valueText(one.value) !== valueText(other.value) ||
    JSON.stringify(one.parts?.map(({ value }) => valueText(value))) !==
      JSON.stringify(other.parts?.map(({ value }) => valueText(value))) ||
    holds(one) !== holds(other)
  );
}

/** What the other one says, in the source's own words. */
export function saidBy(entry: RecordEntry): string | undefined {
  return dosageOf(entry) ?? (entry.value ? valueText(entry.value) : undefined) ?? entry.title;
}

const over: ReadonlySet<EntryFlag> = new Set(['inactive', 'resolved']);
const voided: ReadonlySet<EntryFlag> = new Set(['refuted', 'entered-in-error', 'negated', 'cancelled']);
const past = (flags: readonly EntryFlag[]): boolean => flags.some((flag) => over.has(flag) || voided.has(flag));
const holds = ({ flags }: RecordEntry): boolean => !flags.some((flag) => voided.has(flag));
const dosageOf = ({ facts }: RecordEntry): string | undefined => facts.find(({ key }) => key === 'dosage')?.text;
const folded = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
const valueText = (value: RecordEntry['value']): string =>
  value ? [value.text, value.unit].filter(Boolean).join(' ') : '';

/** Sites write different offsets: an instant counts as a moment, a date as what it says. */
function momentOf(date: string | undefined): string {
  if (date === undefined || !/T.*(?:Z|[+-]\d\d:\d\d)$/u.test(date)) return date ?? '';
  const at = Date.parse(date);
  return Number.isNaN(at) ? date : String(at);
}
