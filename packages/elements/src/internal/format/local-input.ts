import { dateParts } from './date-parts.js';

/** An instant as a `datetime-local` input wants it, by the hospital's clock. */
export function toLocalInput(instant: string | undefined): string {
  const at = instant ? dateParts(instant) : undefined;
  return at ? `${at.year}-${at.month}-${at.day}T${at.hour}:${at.minute}` : '';
}

/** The ISO instant of a `datetime-local` value by the hospital's clock (UTC+7 all year). */
export function fromLocalInput(value: string): string | undefined {
  const at = value ? new Date(`${value}:00+07:00`) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : undefined;
}
