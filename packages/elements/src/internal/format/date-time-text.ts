import { dateParts } from './date-parts.js';

/** An instant as `dd/MM/yyyy HH:mm`, the same in both languages; empty for what is no instant. */
export function dateTimeText(instant: string | number | Date | undefined): string {
  const at = instant === undefined ? undefined : dateParts(instant);
  return at ? `${at.day}/${at.month}/${at.year} ${at.hour}:${at.minute}` : '';
}
