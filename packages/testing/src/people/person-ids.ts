import { day } from '../internal/moment.js';
import type { Chart } from './chart.types.js';

/** Birth date of a chart, as a day so many months before `now` (and eleven days, so that no birthday falls on the day of a test). */
export function birthDate(chart: Chart, now: Date): string {
  const at = new Date(now);
  at.setUTCDate(at.getUTCDate() - 11);
  at.setUTCMonth(at.getUTCMonth() - chart.person.months);
  return day(at);
}

/** 12 digits in the shape of a personal id: province, sex and century, year of birth, serial. Invented. */
export function nationalId(chart: Chart, now: Date): string {
  const born = birthDate(chart, now);
  const century = born.startsWith('20') ? 2 : 0;
  return `0${chart.person.province}${century + (chart.person.sex === 'female' ? 1 : 0)}${born.slice(2, 4)}${chart.person.serial}`;
}

/** 15 characters in the shape of an insurance card; the number inside is `99` and the serial, which nobody holds. */
export function insuranceCard(chart: Chart): string {
  return `${chart.person.card}${chart.person.province}9900${chart.person.serial}`;
}
