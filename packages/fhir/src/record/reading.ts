import { asObject, asObjects, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import { fhirDate } from '../internal/fhir-date.js';
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

/** `<prefix>DateTime`, `<prefix>Period`, `<prefix>Instant`, `<prefix>Date`, `<prefix>String`: the first that is there. */
export function timeOf(resource: Json, prefix: string): { date?: string; endDate?: string; text?: string } {
  const names = namesOf(prefix);
  const date =
    fhirDate(resource[names.dateTime]) ?? fhirDate(resource[names.instant]) ?? fhirDate(resource[names.date]);
  if (date) return { date };
  const period = asObject(resource[names.period]);
  if (period) return periodOf(period);
  const written = asText(resource[names.dateTime]) ?? asText(resource[names.string]) ?? ageText(resource[names.age]);
  return written ? { text: written } : {};
}

interface TimeNames {
  dateTime: string;
  instant: string;
  date: string;
  period: string;
  string: string;
  age: string;
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

/** An Age or Duration, as `12 a`. */
export function ageText(value: unknown): string | undefined {
  const age = asObject(value);
  const number = age?.['value'];
  if (typeof number !== 'number') return undefined;
  return [String(number), asText(age?.['unit']) ?? asText(age?.['code'])].filter(Boolean).join(' ');
}

/** Texts of Annotations, joined. */
export function notesOf(value: unknown): string | undefined {
  const texts = asObjects(value).flatMap(({ text }) => asText(text) ?? []);
  return texts.length > 0 ? texts.join('\n') : asText(value);
}
