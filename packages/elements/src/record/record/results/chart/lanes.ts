import type { ResultPoint, ResultSeries } from '@diemcau/sdk';

/** Points of a series that can stand in a line. */
export type PlottedPoint = ResultPoint & { at: number; number: number };

/** Series that share an axis: parts of the same measurements in one unit, as both pressures of the blood. */
export interface Lane {
  unit?: string;
  series: readonly ResultSeries[];
}

/** Whether a result is a number, dated and not withdrawn. */
export function isPlotted(point: ResultPoint): point is PlottedPoint {
  return point.at !== undefined && point.number !== undefined && point.unplotted === undefined;
}

/**
 * Lanes from top to bottom, in the order of the series. Other analytes have a lane each, of whatever unit: normal bands that lie over
 * each other say nothing.
 */
export function lanesOf(series: readonly ResultSeries[]): Lane[] {
  const lanes: { unit?: string; keys: Set<string>; series: ResultSeries[] }[] = [];
  for (const one of series) {
    const { unit } = one;
    const keys = one.points.map(({ entryKey }) => entryKey);
    const lane = lanes.find((other) => other.unit === unit && keys.some((key) => other.keys.has(key)));
    if (lane) lane.series.push(one);
    else lanes.push({ ...(unit === undefined ? {} : { unit }), keys: new Set(keys), series: [one] });
  }
  return lanes.map(({ unit, series }) => ({ ...(unit === undefined ? {} : { unit }), series }));
}

/** The axis of a lane: all its values and the bounds of its normal ranges, with room around. */
export function extentOf({ series }: Lane): [low: number, high: number] {
  const numbers = series.flatMap(({ points, range }) => [
    ...points.filter(isPlotted).map(({ number }) => number),
    ...[range?.low, range?.high].filter((bound) => bound !== undefined),
  ]);
  if (numbers.length === 0) return [0, 1];
  let low = Infinity;
  let high = -Infinity;
  for (const number of numbers) {
    low = Math.min(low, number);
    high = Math.max(high, number);
  }
  const room = (high - low || Math.abs(high) || 1) * 0.12;
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}

const day = 86_400_000;

/** The whole time of the series, ms, with room around; a single moment stands in the middle of two days. */
export function timeOf(series: readonly ResultSeries[]): [from: number, to: number] {
  let from = Infinity;
  let to = -Infinity;
  for (const { points } of series)
    for (const { at } of points)
      if (at !== undefined) {
        from = Math.min(from, at);
        to = Math.max(to, at);
      }
  if (from > to) return [0, day];
  const room = Math.max((to - from) * 0.03, from === to ? day : 0);
  return [from - room, to + room];
}
