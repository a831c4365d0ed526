import type { Locale } from '../locale.js';
import { dateParts } from './date-parts.js';

const words = {
  vi: { day: 'ngày', month: 'tháng', year: 'tuổi', about: 'khoảng ' },
  en: { day: 'day', month: 'month', year: 'year', about: 'about ' },
};

function say(count: number, unit: 'day' | 'month' | 'year', locale: Locale, about: boolean): string {
  const word = words[locale][unit];
  const text = locale === 'en' ? `${count} ${word}${count === 1 ? '' : 's'}` : `${count} ${word}`;
  return about ? words[locale].about + text : text;
}

/**
 * An age as doctors say it: days under one month, months under six years ("29 tháng"), then years ("7 tuổi").
 * A birth date that is a year only gives "khoảng"; empty when the date is missing or lies ahead.
 */
export function ageText(birthDate: string | undefined, locale: Locale, now: Date = new Date()): string {
  const birth = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(birthDate ?? '');
  const today = dateParts(now)!;
  if (!birth) return '';
  const [year, month, day] = [Number(birth[1]), Number(birth[2] ?? 1), Number(birth[3] ?? 1)];
  const months =
    (Number(today.year) - year) * 12 + (Number(today.month) - month) - (birth[3] && Number(today.day) < day ? 1 : 0);
  if (months < 0 || Number.isNaN(months)) return '';
  if (!birth[2]) return say(Number(today.year) - year, 'year', locale, true);
  if (months >= 72) return say(Math.floor(months / 12), 'year', locale, false);
  if (months >= 1 || !birth[3]) return say(months, 'month', locale, !birth[3]);
  const days = (Date.UTC(+today.year!, +today.month! - 1, +today.day!) - Date.UTC(year, month - 1, day)) / 86_400_000;
  return say(days, 'day', locale, false);
}
