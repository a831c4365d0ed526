import { vnTime } from './vn-time.js';

/** A FHIR date as it is written in Vietnam, as precise as it is: `2026`, `05/2026`, `20/05/2026`, `20/05/2026 14:30`. */
export function vnDateText(date: string): string {
  const instant = date.includes('T') ? vnTime(date) : undefined;
  return instant ? `${instant.date} ${instant.time}` : date.slice(0, 10).split('-').reverse().join('/');
}
