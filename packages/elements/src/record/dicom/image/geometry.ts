import type { ImageFrame } from '@diemcau/sdk';

/** A point, in pixels of the image or of the surface. */
export type Point = readonly [x: number, y: number];

/** How an image lies on its surface. */
export interface Placement {
  /** Against the size at which all of it is seen. */
  zoom: number;
  /** Of the middle of the image from the middle of the surface, in parts of the surface's width and height. */
  pan: Point;
  /** Quarter turns to the right. */
  turns: number;
  /** Left and right change sides, after the turn. */
  flipped: boolean;
}

/** All of the image, as it came. */
export const wholeImage: Placement = { zoom: 1, pan: [0, 0], turns: 0, flipped: false };

/** Sizes that a placement is worked out for. */
export interface Sizes {
  width: number;
  height: number;
  columns: number;
  rows: number;
  /** Height of a pixel against its width. */
  aspect: number;
}

/** A canvas's own order: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** Surface pixels for each image pixel at which all of the image is seen. */
export function fitScale({ width, height, columns, rows, aspect }: Sizes, turns: number): number {
  const [across, down] = turns % 2 ? [rows * aspect, columns] : [columns, rows * aspect];
  return Math.min(width / across, height / down);
}

/** Image pixels to surface pixels. */
export function matrixOf(sizes: Sizes, { zoom, pan, turns, flipped }: Placement): Matrix {
  const scale = fitScale(sizes, turns) * zoom;
  const [cos, sin] = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ][((turns % 4) + 4) % 4] as [number, number];
  const side = flipped ? -1 : 1;
  const [a, b] = [side * cos * scale, sin * scale];
  const [c, d] = [side * -sin * scale * sizes.aspect, cos * scale * sizes.aspect];
  const middle: Point = [sizes.columns / 2, sizes.rows / 2];
  const e = sizes.width * (0.5 + pan[0]) - (a * middle[0] + c * middle[1]);
  const f = sizes.height * (0.5 + pan[1]) - (b * middle[0] + d * middle[1]);
  return [a, b, c, d, e, f];
}

/** Where a point of the image is on the surface. */
export const onSurface = ([a, b, c, d, e, f]: Matrix, [x, y]: Point): Point => [a * x + c * y + e, b * x + d * y + f];

/** Which point of the image is at a place of the surface. */
export function inImage([a, b, c, d, e, f]: Matrix, [x, y]: Point): Point {
  const whole = a * d - b * c;
  const [across, down] = [x - e, y - f];
  return [(d * across - c * down) / whole, (a * down - b * across) / whole];
}

const letters = [
  ['R', 'L'],
  ['A', 'P'],
  ['F', 'H'],
] as const;

/** A direction in the patient in letters, the strongest axis first: `L`, `PR`. */
export function directionLetters(direction: readonly number[]): string {
  return direction
    .map((value, axis) => ({ size: Math.abs(value), letter: letters[axis]![value > 0 ? 1 : 0] }))
    .filter(({ size }) => size > 0.25)
    .sort((a, b) => b.size - a.size)
    .slice(0, 2)
    .map(({ letter }) => letter)
    .join('');
}

const opposite: Readonly<Record<string, string>> = { R: 'L', L: 'R', A: 'P', P: 'A', H: 'F', F: 'H' };
const turnedRound = (text: string) => [...text].map((letter) => opposite[letter] ?? letter).join('');

/** What lies at the four sides of the surface, in letters of the patient; empty where the image does not say. */
export function sidesOf({ instance, facts }: ImageFrame, { turns, flipped }: Placement) {
  const { orientation } = facts;
  const [right, bottom] = orientation
    ? [directionLetters(orientation.slice(0, 3)), directionLetters(orientation.slice(3, 6))]
    : [instance.patientOrientation?.[0] ?? '', instance.patientOrientation?.[1] ?? ''];
  // Clockwise from the right: a turn to the right moves each one place on.
  const round = [right, bottom, turnedRound(right), turnedRound(bottom)];
  const at = (side: number) => round[(((side - turns) % 4) + 4) % 4]!;
  const sides = { right: at(0), bottom: at(1), left: at(2), top: at(3) };
  return flipped ? { ...sides, right: sides.left, left: sides.right } : sides;
}
