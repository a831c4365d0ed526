import { dateParts } from '../../../internal/format/date-parts.js';

/** An instant as a `datetime-local` field wants it, by the hospital's clock. */
export function toLocalTime(instant: string | undefined): string {
  const at = instant ? dateParts(instant) : undefined;
  return at ? `${at.year}-${at.month}-${at.day}T${at.hour}:${at.minute}` : '';
}

/** The instant of a `datetime-local` field; Vietnam is at +07:00 all year. Undefined when the field is empty. */
export function fromLocalTime(local: string): string | undefined {
  return local ? new Date(`${local.slice(0, 16)}:00+07:00`).toISOString() : undefined;
}
