import type { ImageFrame, ImageRegion } from '@diemcau/sdk';
import type { Point } from './geometry.js';

/** A mark that somebody made on an image, in its pixels. */
export interface Mark {
  kind: 'length' | 'angle';
  points: readonly Point[];
}

/** What a length rests on; `none`: nothing, it is counted in pixels. */
export type Scale = 'pixel' | 'imager' | 'region' | 'none';

/** A measured figure: millimetres (pixels where there is no scale) or degrees. */
export interface Measured {
  value: number;
  unit: 'mm' | 'px' | '°';
  scale: Scale;
}

/** Points that a mark needs. */
export const pointsOf = (kind: Mark['kind']): number => (kind === 'length' ? 2 : 3);

/** Measures a mark; `undefined` while it lacks points. */
export function measure({ kind, points }: Mark, frame: ImageFrame): Measured | undefined {
  if (points.length < pointsOf(kind)) return undefined;
  const [a, b, c] = points as [Point, Point, Point];
  const { of, across, down } = scaleAt(frame, points);
  const span = (from: Point, to: Point): Point => [(to[0] - from[0]) * across, (to[1] - from[1]) * down];
  if (kind === 'length') return { value: Math.hypot(...span(a, b)), unit: of === 'none' ? 'px' : 'mm', scale: of };
  const [one, other] = [span(b, a), span(b, c)];
  const turn = Math.atan2(one[0] * other[1] - one[1] * other[0], one[0] * other[0] + one[1] * other[1]);
  return { value: Math.abs((turn * 180) / Math.PI), unit: '°', scale: of };
}

/** Millimetres of a pixel where the points are: of the ultrasound region that has them all, else of the whole image. */
export function scaleAt(
  { instance, facts }: ImageFrame,
  points: readonly Point[],
): { of: Scale; across: number; down: number } {
  const inside = ({ left, top, right, bottom }: ImageRegion) =>
    points.every(([x, y]) => x >= left && x <= right + 1 && y >= top && y <= bottom + 1);
  if (instance.regions.length > 0) {
    // 3 is cm (PS3.3 C.8.5.5.1.15); a region of time or speed has no lengths.
    const region = instance.regions.find((one) => inside(one) && one.unitsX === 3 && one.unitsY === 3);
    if (region) return { of: 'region', across: region.deltaX * 10, down: region.deltaY * 10 };
    return { of: 'none', across: 1, down: 1 };
  }
  const { spacing } = facts;
  if (!spacing) return { of: 'none', across: 1, down: instance.aspect };
  return { of: spacing.of, across: spacing.column, down: spacing.row };
}
