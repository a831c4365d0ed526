import { timeZone } from './time-zone.js';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** The parts of an instant by the hospital's clock, two digits each (year four); undefined for what is no date. */
export function dateParts(instant: string | number | Date): Readonly<Record<string, string>> | undefined {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return undefined;
  return Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, value]));
}
