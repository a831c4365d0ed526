import type { Locale } from '../locale.js';

const units = [
  { ms: 86_400_000, vi: 'ngày', en: 'd' },
  { ms: 3_600_000, vi: 'giờ', en: 'h' },
  { ms: 60_000, vi: 'phút', en: 'min' },
  { ms: 1000, vi: 'giây', en: 's' },
] as const;

/** A span of time in its largest unit and the next, "1 giờ 20 phút"; under a minute in seconds. */
export function elapsedText(ms: number, locale: Locale): string {
  const at = units.findIndex((unit) => ms >= unit.ms);
  if (at < 0) return `0 ${units[3][locale]}`;
  const unit = units[at]!;
  const count = Math.floor(ms / unit.ms);
  const next = at < 2 ? units[at + 1]! : undefined;
  const rest = next ? Math.floor((ms % unit.ms) / next.ms) : 0;
  const first = `${count} ${unit[locale]}`;
  return rest > 0 && next ? `${first} ${rest} ${next[locale]}` : first;
}
