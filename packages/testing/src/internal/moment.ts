import type { Ago } from '../people/chart.types.js';

const minute = 60_000;
const unitMinutes = { m: 1, h: 60, d: 1440 } as const;

/** The instant that lies `ago` before `now`, rounded down to 5 minutes (a nurse's watch). */
export function moment(now: Date, ago: Ago): Date {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(mo|m|h|d|y)$/.exec(ago) ?? [];
  if (!count || !unit) throw new TypeError(`Not a time before now: ${ago}`);
  const at = new Date(now);
  if (unit === 'mo' || unit === 'y') at.setUTCMonth(at.getUTCMonth() - Number(count) * (unit === 'y' ? 12 : 1));
  else at.setTime(at.getTime() - Number(count) * unitMinutes[unit as 'm' | 'h' | 'd'] * minute);
  return new Date(Math.floor(at.getTime() / (5 * minute)) * 5 * minute);
}

const vietnam = 7 * 60 * minute;

/** FHIR instant in Vietnam's time: `2026-10-05T08:15:00+07:00`. */
export function instant(at: Date): string {
  return `${new Date(at.getTime() + vietnam).toISOString().slice(0, 19)}+07:00`;
}

/** FHIR date in Vietnam: `2026-10-05`. */
export function day(at: Date): string {
  return instant(at).slice(0, 10);
}

/** yyyymmddHHMM of the insurance tables, local time. */
export function stamp(at: Date): string {
  return instant(at).slice(0, 16).replace(/[-T:]/g, '');
}
