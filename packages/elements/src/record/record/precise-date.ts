import { dateText } from '../../internal/format/date-text.js';
import { dateTimeText } from '../../internal/format/date-time-text.js';

/** A FHIR date at the precision it has: year, month, day, or day with the time. */
export function preciseDate(value: string): string {
  return /T\d\d:\d\d/.test(value) ? dateTimeText(value) || value : dateText(value);
}
