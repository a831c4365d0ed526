import { asObject, asObjects, asText, asTexts } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import { fhirDate } from '../internal/fhir-date.js';
import { timingText } from './timing-text.js';
import { wordsOf } from './words/words.js';
import type { Context } from './context.js';
import type { EntryFlag, RecordEntry, RecordSection } from './record.types.js';

/** What a resource reader finds; the frame around it (key, flags, source) is the same for all. */
export interface Reading extends Partial<
  Pick<
    RecordEntry,
    'title' | 'code' | 'date' | 'endDate' | 'status' | 'severity' | 'value' | 'parts' | 'attachment' | 'narrative'
  >
> {
  facts?: readonly (readonly [key: string, text: string | undefined])[];
  flags?: readonly EntryFlag[];
  /** Code of what the resource only points to (a Medication), where it may state absence. */
  concept?: unknown;
}

/** How one resource type is read, and the section it belongs to when no document section names it. */
export interface Reader {
  section: RecordSection | ((resource: Json, context: Context) => RecordSection);
  read(resource: Json, context: Context): Reading;
}

/**
 * `<prefix>DateTime`, `Period`, `Instant`, `Date`: the first that is there; what is no date (`String`, `Age`, `Range`, `Timing`, a date
 * that cannot be read, the reason why there is none) as words.
 */
export function timeOf(
  resource: Json,
  prefix: string,
  words = wordsOf(undefined),
): { date?: string; endDate?: string; text?: string } {
  const names = namesOf(prefix);
  const date =
    fhirDate(resource[names.dateTime]) ?? fhirDate(resource[names.instant]) ?? fhirDate(resource[names.date]);
  if (date) return { date };
  const period = asObject(resource[names.period]);
  const ends = period ? periodOf(period) : {};
  if (ends.date ?? ends.endDate) return ends;
  const written =
    asTexts([period?.['start'], period?.['end']]).join(' – ') ||
    (asText(resource[names.dateTime]) ??
      asText(resource[names.string]) ??
      asText(resource[names.date]) ??
      ageText(resource[names.age], words) ??
      rangeText(resource[names.range], words) ??
      timingText(resource[names.timing], words));
  return written ? { text: written } : {};
}

interface TimeNames {
  dateTime: string;
  instant: string;
  date: string;
  period: string;
  string: string;
  age: string;
  range: string;
  timing: string;
}

// Names joined anew for every resource cost more than the reading itself.
const timeNames = new Map<string, TimeNames>();

function namesOf(prefix: string): TimeNames {
  let names = timeNames.get(prefix);
  if (!names) {
    names = {
      dateTime: `${prefix}DateTime`,
      instant: `${prefix}Instant`,
      date: `${prefix}Date`,
      period: `${prefix}Period`,
      string: `${prefix}String`,
      age: `${prefix}Age`,
      range: `${prefix}Range`,
      timing: `${prefix}Timing`,
    };
    timeNames.set(prefix, names);
  }
  return names;
}

/** A Period's ends. */
export function periodOf(value: unknown): { date?: string; endDate?: string } {
  const period = asObject(value);
  const date = fhirDate(period?.['start']);
  const endDate = fhirDate(period?.['end']);
  const ends: { date?: string; endDate?: string } = {};
  if (date) ends.date = date;
  if (endDate) ends.endDate = endDate;
  return ends;
}

/** An Age: UCUM units in words (`12 tuổi`), others as written. */
export function ageText(value: unknown, words = wordsOf(undefined)): string | undefined {
  const age = asObject(value);
  const number = age?.['value'];
  if (typeof number !== 'number') return undefined;
  const code = asText(age?.['code']);
  const unit = (code === undefined ? undefined : words.ages[code]) ?? asText(age?.['unit']) ?? code;
  return [asText(age?.['comparator']), String(number), unit].filter(Boolean).join(' ');
}

/** A Range of ages: both ends as far as they are there. */
export function rangeText(value: unknown, words = wordsOf(undefined)): string | undefined {
  const range = asObject(value);
  const [low, high] = [ageText(range?.['low'], words), ageText(range?.['high'], words)];
  if (low === undefined && high === undefined) return undefined;
  return `${low ?? '…'} – ${high ?? '…'}`;
}

/** Texts of Annotations, joined. */
export function notesOf(value: unknown): string | undefined {
  const texts = asObjects(value).flatMap(({ text }) => asText(text) ?? []);
  return texts.length > 0 ? texts.join('\n') : asText(value);
}
