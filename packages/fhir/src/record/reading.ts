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
}

/** How one resource type is read, and the section it belongs to when no document section names it. */
export interface Reader {
  section: RecordSection | ((resource: Json, context: Context) => RecordSection);
  read(resource: Json, context: Context): Reading;
}

/** `<prefix>DateTime`, `<prefix>Period`, `<prefix>Instant`, `<prefix>Date`, `<prefix>String`: the first that is there. */
export function timeOf(resource: Json, prefix: string): { date?: string; endDate?: string; text?: string } {
  for (const suffix of ['DateTime', 'Instant', 'Date']) {
    const date = fhirDate(resource[prefix + suffix]);
    if (date) return { date };
  }
  const period = asObject(resource[`${prefix}Period`]);
  if (period) return periodOf(period);
  const written =
    asText(resource[`${prefix}DateTime`]) ?? asText(resource[`${prefix}String`]) ?? ageText(resource[`${prefix}Age`]);
  return written ? { text: written } : {};
}

/** A Period's ends. */
export function periodOf(value: unknown): { date?: string; endDate?: string } {
  const period = asObject(value);
  const date = fhirDate(period?.['start']);
  const endDate = fhirDate(period?.['end']);
  return { ...(date ? { date } : {}), ...(endDate ? { endDate } : {}) };
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
