import type { Locale } from '../locale.js';

const formats = new Map<string, Intl.NumberFormat>();

/** A number by the language's rules (`1.234,5` in Vietnamese). Not for results of tests: those stay as written. */
export function numberText(value: number, locale: Locale, options: Intl.NumberFormatOptions = {}): string {
  const key = locale + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-GB', options)));
  return format.format(value);
}
