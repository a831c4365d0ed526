import { dateText } from '../../internal/format/date-text.js';
import { dateTimeText } from '../../internal/format/date-time-text.js';

/** Texts of instants: to work one out costs more than all else of a row, and every row is drawn again with each frame. */
const texts = new Map<string, string>();
/** Of these at most so many, about the rows of a long record's first pages. */
const mostTexts = 2_000;

/** A FHIR date at the precision it has: year, month, day, or day with the time. */
export function preciseDate(value: string): string {
  if (!/T\d\d:\d\d/.test(value)) return dateText(value);
  let text = texts.get(value);
  if (text === undefined) {
    if (texts.size >= mostTexts) texts.clear();
    texts.set(value, (text = dateTimeText(value) || value));
  }
  return text;
}
