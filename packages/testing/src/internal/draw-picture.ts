import { encode } from 'fast-png';
import type { PictureKind } from '../people/chart.types.js';

/** Rows and columns of a drawn picture. */
export const pictureSize = 384;
const width = pictureSize;
const height = pictureSize;

/** Brightness 0..255 of a point, x and y in -1..1. */
type Shade = (x: number, y: number) => number;

const ellipse = (x: number, y: number, cx: number, cy: number, rx: number, ry: number) =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2;
/** 1 inside, 0 outside, soft between. */
const soft = (distance: number, edge = 0.25) => 1 / (1 + Math.exp((distance - 1) / edge / 0.4));

function chest(heart: number, opacity: number): Shade {
  return (x, y) => {
    const body = 60 + 110 * soft(ellipse(x, y, 0, 0.25, 0.95, 1.15));
    const lungs = soft(ellipse(x, y, -0.42, 0, 0.33, 0.68)) + soft(ellipse(x, y, 0.42, 0, 0.33, 0.68));
    const ribs = 14 * Math.max(0, Math.cos((y + 0.35 * x * x) * 26)) * lungs;
    const spine = 45 * Math.exp(-((x / 0.09) ** 2));
    const muscle = soft(ellipse(x, y, 0.12, 0.28, 0.2 * heart, 0.3 * heart));
    const shadow = 75 * opacity * soft(ellipse(x, y, -0.45, -0.35, 0.17, 0.15), 0.6);
    return body + 20 * muscle + spine + shadow + (ribs - 115 * lungs) * (1 - muscle);
  };
}

/** Twelve-lead paper: grid, and three leads whose ST segment is raised by `lift`. */
function ecg(lift: number): Shade {
  const beat = (t: number) => {
    const bump = (at: number, size: number, w: number) => size * Math.exp(-(((t - at) / w) ** 2));
    return (
      bump(0.2, 0.06, 0.04) -
      bump(0.37, 0.06, 0.015) +
      bump(0.4, 0.3, 0.016) -
      bump(0.43, 0.09, 0.015) +
      bump(0.53, lift, 0.09) +
      bump(0.63, 0.1, 0.06)
    );
  };
  const wave = Array.from({ length: width + 2 }, (_, column) => beat(((column / width) * 4.8) % 1));
  return (x, y) => {
    const grid = [x, y].some((at) => ((at + 1) * 16) % 1 < 0.09) ? 205 : 240;
    const column = Math.round(((x + 1) / 2) * width);
    const trace = [-0.6, 0, 0.6].some((row) => {
      const [a, b] = [row + 0.1 - wave[column]!, row + 0.1 - wave[column + 1]!];
      return y > Math.min(a, b) - 0.012 && y < Math.max(a, b) + 0.012;
    });
    return trace ? 20 : grid;
  };
}

const ultrasound: Shade = (x, y) => {
  const depth = Math.hypot(x, y + 1.15);
  const inFan = Math.abs(Math.atan2(x, y + 1.15)) < 0.62 && depth > 0.3 && depth < 2;
  const speckle = 20 * Math.sin(x * 91 + y * 57) * Math.cos(y * 113 - x * 41);
  return inFan
    ? 75 +
        speckle +
        60 * soft(Math.abs(ellipse(x, y, 0, 0.05, 0.4, 0.3) - 1) + 0.9) -
        60 * soft(ellipse(x, y, 0, 0.05, 0.32, 0.22))
    : 4;
};

const fundus: Shade = (x, y) => {
  const vessels = [-0.3, 0.3].some((bend) => Math.abs(y - bend * Math.sqrt(Math.max(0, 0.75 - x)) * 1.2) < 0.018);
  const spots = [
    [-0.3, 0.2],
    [-0.1, -0.35],
    [0.1, 0.4],
    [-0.45, -0.1],
  ].some(([cx, cy]) => ellipse(x, y, cx!, cy!, 0.03, 0.03) < 1);
  const disc = 90 * soft(ellipse(x, y, 0.55, 0, 0.13, 0.15));
  return ellipse(x, y, 0, 0, 0.95, 0.95) > 1 ? 0 : 110 + disc - (vessels ? 50 : 0) - (spots ? 60 : 0);
};

const shades: Record<PictureKind, Shade> = {
  chest: chest(1, 0),
  'chest-large-heart': chest(1.75, 0),
  'chest-upper-opacity': chest(1, 1),
  'ecg-st-elevation': ecg(0.16),
  ultrasound,
  fundus,
};

// "ANH VE" (drawn picture) in 5×7 dots, so that the file says what it is wherever it ends up.
const glyphs: Record<string, readonly number[]> = {
  A: [14, 17, 17, 31, 17, 17, 17],
  N: [17, 25, 21, 19, 17, 17, 17],
  H: [17, 17, 17, 31, 17, 17, 17],
  V: [17, 17, 17, 17, 17, 10, 4],
  E: [31, 16, 16, 30, 16, 16, 31],
};

function label(data: Uint8Array, text: string, ink: number) {
  [...text].forEach((letter, i) => {
    glyphs[letter]?.forEach((row, dy) => {
      for (let dx = 0; dx < 5; dx++)
        if (row & (16 >> dx))
          for (const [sx, sy] of [
            [0, 0],
            [1, 0],
            [0, 1],
            [1, 1],
          ])
            data[(height - 24 + dy * 2 + sy!) * width + 8 + (i * 6 + dx) * 2 + sx!] = ink;
    });
  });
}

const drawn = new Map<PictureKind, Uint8Array>();

/** A PNG that looks a little like the examination and is a drawing: no person was ever in front of the device. */
export function drawPicture(kind: PictureKind): Uint8Array {
  let png = drawn.get(kind);
  if (!png) drawn.set(kind, (png = encode({ width, height, data: drawGrey(kind), channels: 1, depth: 8 })));
  return png;
}

/** Brightness of each point of a drawing, row by row. */
export function drawGrey(kind: PictureKind): Uint8Array {
  const shade = shades[kind];
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      data[row * width + column] = Math.max(
        0,
        Math.min(255, Math.round(shade((column / width) * 2 - 1, (row / height) * 2 - 1))),
      );
  label(data, 'ANH VE', kind === 'ecg-st-elevation' ? 90 : 230);
  return data;
}
