import { DiemcauError } from '@diemcau/protocol';
import type { ImageInstance } from '../../record/dicom/image.types.js';
import type { GreyValues } from './pixels.types.js';

type Layout = Pick<
  ImageInstance,
  'rows' | 'columns' | 'samples' | 'bitsAllocated' | 'bitsStored' | 'highBit' | 'signed' | 'planar' | 'photometric'
>;

/** Values of one channel as stored (PS3.5 8): without the bits that belong to others, with their sign. */
export function greys(
  bytes: Uint8Array,
  { rows, columns, bitsAllocated, bitsStored, highBit, signed }: Layout,
): GreyValues {
  const count = rows * columns;
  if (bitsAllocated === 1) return bits(enough(bytes, Math.ceil(count / 8)), count);
  if (bitsAllocated !== 8 && bitsAllocated !== 16 && bitsAllocated !== 32)
    throw new DiemcauError('record/image-unsupported', { at: 'BitsAllocated', facts: { bitsAllocated } });
  const width = bitsAllocated / 8;
  const Words = signed
    ? { 8: Int8Array, 16: Int16Array, 32: Int32Array }[bitsAllocated]
    : { 8: Uint8Array, 16: Uint16Array, 32: Uint32Array }[bitsAllocated];
  const own = enough(bytes, count * width).slice(0, count * width);
  const values = new Words(own.buffer, 0, count);
  if (bitsStored === bitsAllocated) return values;
  const up = bitsAllocated - 1 - highBit;
  const down = bitsAllocated - bitsStored;
  if (up < 0 || up > down) throw new DiemcauError('record/image-malformed', { at: 'HighBit' });
  // To the top and back down: cuts off what lies above, and draws the sign along (the array's own type decides).
  const fill = 32 - bitsAllocated;
  for (let index = 0; index < count; index++) {
    const top = values[index]! << (up + fill);
    values[index] = signed ? top >> (down + fill) : top >>> (down + fill);
  }
  return values;
}

function bits(bytes: Uint8Array, count: number): Uint8Array {
  const values = new Uint8Array(count);
  for (let index = 0; index < count; index++) values[index] = (bytes[index >> 3]! >> (index & 7)) & 1;
  return values;
}

/** Red, green and blue of each pixel in 8 bits. */
export function colours(bytes: Uint8Array, layout: Layout): Uint8Array {
  const { rows, columns, samples, bitsAllocated, bitsStored, planar, photometric } = layout;
  const count = rows * columns;
  if (samples !== 3 || (bitsAllocated !== 8 && bitsAllocated !== 16))
    throw new DiemcauError('record/image-unsupported', { at: 'SamplesPerPixel', facts: { samples, bitsAllocated } });
  if (photometric === 'YBR_FULL_422' && bitsAllocated === 8 && bytes.length < count * 3)
    return toRgb(halved(enough(bytes, count * 2), count));
  const eight =
    bitsAllocated === 8 ? enough(bytes, count * 3) : narrowed(enough(bytes, count * 6), count * 3, bitsStored);
  const rgb = new Uint8Array(count * 3);
  if (!planar) rgb.set(eight.subarray(0, count * 3));
  else for (let at = 0; at < count; at++) for (let of = 0; of < 3; of++) rgb[at * 3 + of] = eight[of * count + at]!;
  return photometric.startsWith('YBR') ? toRgb(rgb) : rgb;
}

/** Two pixels lie as Y, Y, Cb, Cr. */
function halved(bytes: Uint8Array, count: number): Uint8Array {
  const ybr = new Uint8Array(count * 3);
  for (let at = 0; at < count; at++) {
    const pair = (at >> 1) * 4;
    ybr[at * 3] = bytes[pair + (at & 1)]!;
    ybr[at * 3 + 1] = bytes[pair + 2]!;
    ybr[at * 3 + 2] = bytes[pair + 3]!;
  }
  return ybr;
}

function narrowed(bytes: Uint8Array, count: number, bitsStored: number): Uint8Array {
  const eight = new Uint8Array(count);
  const shift = Math.max(0, bitsStored - 8);
  for (let index = 0; index < count; index++)
    eight[index] = Math.min(255, (bytes[index * 2]! | (bytes[index * 2 + 1]! << 8)) >> shift);
  return eight;
}

/** YBR_FULL to RGB in place (PS3.3 C.7.6.3.1.2). */
function toRgb(pixels: Uint8Array): Uint8Array {
  const clamped = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length);
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const y = pixels[at]!;
    const b = pixels[at + 1]! - 128;
    const r = pixels[at + 2]! - 128;
    clamped[at] = y + 1.402 * r;
    clamped[at + 1] = y - 0.344136 * b - 0.714136 * r;
    clamped[at + 2] = y + 1.772 * b;
  }
  return pixels;
}

function enough(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length < length) throw new DiemcauError('record/image-malformed', { at: 'PixelData' });
  return bytes;
}
