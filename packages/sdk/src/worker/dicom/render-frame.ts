import type { FrameFacts, ImageInstance, ImageTable, WindowFunction } from '../../record/dicom/image.types.js';
import type { GreyValues, Stored } from './pixels.types.js';

/** How a frame is shown; `window` undefined: the source's own table, or all that is there. */
export interface Shade {
  window?: readonly [center: number, width: number];
  invert: boolean;
  /** Each how-many-th pixel is worked out, while a hand is moving. */
  step: number;
}

/** What of an image its brightness hangs on. */
export type Shading = Pick<
  ImageInstance,
  | 'rows'
  | 'columns'
  | 'photometric'
  | 'inverse'
  | 'padding'
  | 'windowFunction'
  | 'modalityTable'
  | 'voiTable'
  | 'palette'
> &
  Pick<FrameFacts, 'slope' | 'intercept'>;

/** Values of a range that a table of brightness is made for; beyond that each pixel is worked out by itself. */
const longestTable = 1 << 20;

/** Lowest and highest value, leaving out what only fills the frame. */
export function rangeOf(values: GreyValues, padding?: readonly [number, number]): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (padding && value >= padding[0] && value <= padding[1]) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 0];
}

/** Value after the modality's rescale or table. */
export function rescaled(value: number, { modalityTable, slope, intercept }: Shading): number {
  return modalityTable ? lookUp(modalityTable, value) : value * slope + intercept;
}

/** Pixels ready for a canvas, each in one 32-bit word. */
export function renderFrame(
  stored: Stored,
  shading: Shading,
  range: readonly [number, number],
  shade: Shade,
): { words: Uint32Array; width: number; height: number } {
  const { rows, columns } = shading;
  const step = Math.max(1, Math.floor(shade.step));
  const width = Math.ceil(columns / step);
  const height = Math.ceil(rows / step);
  const words = new Uint32Array(width * height);
  const paint =
    stored.kind === 'colour' ? paintColour(stored.rgb, shade) : paintGrey(stored.values, shading, range, shade);
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0, from = y * step * columns; x < width; x++, from += step) words[to++] = paint(from);
  return { words, width, height };
}

const grey = (level: number) => (0xff000000 | (level * 0x010101)) >>> 0;
const rgb = (red: number, green: number, blue: number) => ((0xff << 24) | (blue << 16) | (green << 8) | red) >>> 0;

function paintColour(pixels: Uint8Array, { invert }: Shade): (index: number) => number {
  const flip = invert ? 0xff : 0;
  return (index) => {
    const at = index * 3;
    return rgb(pixels[at]! ^ flip, pixels[at + 1]! ^ flip, pixels[at + 2]! ^ flip);
  };
}

function paintGrey(
  values: GreyValues,
  shading: Shading,
  [low, high]: readonly [number, number],
  shade: Shade,
): (index: number) => number {
  const wordOf = shading.palette ? paletteWord(shading.palette, shade) : greyWord(shading, [low, high], shade);
  const [from, to] = shading.padding
    ? [Math.min(low, shading.padding[0]), Math.max(high, shading.padding[1])]
    : [low, high];
  if (to - from >= longestTable) return (index) => wordOf(values[index]!);
  const table = new Uint32Array(to - from + 1);
  for (let value = from; value <= to; value++) table[value - from] = wordOf(value);
  return (index) => table[values[index]! - from]!;
}

function paletteWord(
  [red, green, blue]: NonNullable<Shading['palette']>,
  { invert }: Shade,
): (value: number) => number {
  const flip = invert ? 0xff : 0;
  const [shownRed, shownGreen, shownBlue] = [red, green, blue].map((table) => {
    const shift = depthOf(table) - 8;
    return (value: number) => ((lookUp(table, value) >> shift) & 0xff) ^ flip;
  }) as [(value: number) => number, (value: number) => number, (value: number) => number];
  return (value) => rgb(shownRed(value), shownGreen(value), shownBlue(value));
}

/** Some writers say 16 bits and fill only 8. */
function depthOf({ bits, values }: ImageTable): number {
  if (bits <= 8) return 8;
  return values.every((value) => value < 256) ? 8 : 16;
}

function greyWord(
  shading: Shading,
  range: readonly [number, number],
  { window, invert }: Shade,
): (value: number) => number {
  const { photometric, inverse, padding, voiTable, windowFunction } = shading;
  const turned = ((photometric === 'MONOCHROME1') !== inverse) !== invert;
  const level =
    window === undefined && voiTable
      ? tableLevel(voiTable)
      : windowLevel(window ?? wholeWindow(shading, range), windowFunction);
  return (value) => {
    // What only fills the frame stays dark in either sense.
    if (padding && value >= padding[0] && value <= padding[1]) return grey(0);
    const shown = level(rescaled(value, shading));
    return grey(turned ? 255 - shown : shown);
  };
}

/** The window that shows every value there is. */
export function wholeWindow(shading: Shading, range: readonly [number, number]): readonly [number, number] {
  const [a, b] = [rescaled(range[0], shading), rescaled(range[1], shading)];
  const [low, high] = a <= b ? [a, b] : [b, a];
  return [(low + high + 1) / 2, Math.max(1, high - low + 1)];
}

function tableLevel(table: ImageTable): (value: number) => number {
  const most = 2 ** table.bits - 1;
  return (value) => Math.round((lookUp(table, Math.round(value)) / most) * 255);
}

/** PS3.3 C.11.2.1.2.1, C.11.2.1.3.2, C.11.2.1.3.1. */
function windowLevel([center, width]: readonly [number, number], shape: WindowFunction): (value: number) => number {
  if (shape === 'SIGMOID') return (value) => Math.round(255 / (1 + Math.exp((-4 * (value - center)) / width)));
  const isExact = shape === 'LINEAR_EXACT';
  const middle = isExact ? center : center - 0.5;
  const span = isExact ? width : width - 1;
  return (value) => {
    if (span <= 0) return value > middle ? 255 : 0;
    return Math.round(Math.min(1, Math.max(0, (value - middle) / span + 0.5)) * 255);
  };
}

function lookUp({ first, values }: ImageTable, value: number): number {
  return values[Math.min(values.length - 1, Math.max(0, value - first))] ?? 0;
}
