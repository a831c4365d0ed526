import { dateParts } from './date-parts.js';

/** An instant as it is typed, `dd/MM/yyyy HH:mm`; what is no instant is shown as it was written, so that it can be mended. */
export function momentText(instant: string | undefined): string {
  const isInstant = instant !== undefined && !Number.isNaN(Date.parse(instant)) && /^\d{4}-/.test(instant);
  const at = isInstant ? dateParts(instant) : undefined;
  return at ? `${at.day}/${at.month}/${at.year} ${at.hour}:${at.minute}` : (instant ?? '');
}
