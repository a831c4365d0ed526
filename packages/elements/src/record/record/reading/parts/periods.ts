import type { RecordFilter } from '@diemcau/sdk';
import { timeZone } from '../../../../internal/format/time-zone.js';

/** Periods that end today. */
export const periods = ['all', '7', '30', '365'] as const;

/** The last days, today included; `all`: no period. */
export function daysBack(name: string, now = Date.now()): Pick<RecordFilter, 'from' | 'to'> {
  const days = Number(name);
  if (!days) return { from: undefined, to: undefined };
  const from = new Date(now - (days - 1) * 86_400_000);
  return { from: new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(from), to: undefined };
}
