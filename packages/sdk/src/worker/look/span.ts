import type { RecordEntry } from '@diemcau/fhir';

/** First and last moment, epoch ms, of what a FHIR date of any precision covers. */
export type Span = readonly [from: number, to: number];

const known = new Map<string, Span | undefined>();

/** What a date covers: `2026` a year, `2026-03` a month, a day, else the moment. */
export function spanOf(date: string): Span | undefined {
  if (known.has(date)) return known.get(date);
  const span = read(date);
  // Dates of one record repeat; what is kept stays small.
  if (known.size > 20_000) known.clear();
  known.set(date, span);
  return span;
}

const day = 86_400_000;

function read(date: string): Span | undefined {
  const coarse = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date);
  if (!coarse) {
    const at = Date.parse(date);
    return Number.isNaN(at) ? undefined : [at, at];
  }
  const [, year, month, dayOfMonth] = coarse.map(Number) as [number, number, number, number];
  // A record's days are days in Vietnam (UTC+7, without summer time).
  const at = (y: number, m: number, d: number) => Date.UTC(y, m, d) - 7 * 3_600_000;
  if (coarse[3]) return ordered(at(year, month - 1, dayOfMonth), at(year, month - 1, dayOfMonth) + day - 1);
  if (coarse[2]) return ordered(at(year, month - 1, 1), at(year, month, 1) - 1);
  return ordered(at(year, 0, 1), at(year + 1, 0, 1) - 1);
}

const ordered = (from: number, to: number): Span | undefined => (Number.isNaN(from) ? undefined : [from, to]);

/** When an entry holds: `open` ones go on to this day. `undefined` where no date can be read. */
export function spanOfEntry({ date, endDate }: RecordEntry, open: boolean): Span | undefined {
  const start = date === undefined ? undefined : spanOf(date);
  const end = endDate === undefined ? undefined : spanOf(endDate);
  if (!start && !end) return undefined;
  if (!start) return end;
  if (end) return [start[0], Math.max(start[1], end[1])];
  return [start[0], open ? Infinity : start[1]];
}
