import { dateParts } from './date-parts.js';

/** The time of day of an instant as `HH:mm`. */
export function timeText(instant: string | number | Date | undefined): string {
  const at = instant === undefined ? undefined : dateParts(instant);
  return at ? `${at.hour}:${at.minute}` : '';
}
