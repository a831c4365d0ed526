import type { DiemcauError } from '@diemcau/protocol';
import type { RecordMessages } from '../record.messages.js';

/** Words and dates of the chosen language, for the views. */
export interface Say {
  t: RecordMessages;
  /** A FHIR date or instant at its own precision. */
  date(value: string): string;
  /** Age in words from a birth date, e.g. `29 tháng`. */
  age(birthDate: string): string;
  /** An error in the reader's words, with what to do. */
  error(error: DiemcauError | undefined, retry?: () => void): unknown;
  /** Name of a site. */
  site(siteId: string): string;
}
