import { vnTime } from '../../internal/vn-time.js';

/** A FHIR date in the digits of the insurance XML, as precise as it is: `202610050815` in Vietnam's time, `20261005`, `202610000000`, `202600000000`. */
export function digitsOf(date: string | undefined): string | undefined {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(T.+)?$/u.exec(date ?? '');
  if (!parts) return undefined;
  const [, year, month, day, time] = parts;
  if (time !== undefined) return vnTime(date)?.compact;
  return day === undefined ? `${year}${month ?? '00'}000000` : `${year}${month}${day}`;
}

/** A birth date: always twelve digits, an unknown hour 0000. */
export function birthDigits(date: string | undefined): string | undefined {
  return digitsOf(date)?.padEnd(12, '0');
}
