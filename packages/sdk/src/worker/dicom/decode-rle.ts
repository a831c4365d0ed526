import { DiemcauError } from '@diemcau/protocol';
import type { ImageInstance } from '../../record/dicom/image.types.js';

/**
 * RLE Lossless (PS3.5 G): a header of 16 words, then for each byte of each sample a segment of PackBits, the highest byte first. Gives
 * planes of whole words. (No package of npm unpacks PackBits without Node's Buffer.)
 */
export function decodeRle(bytes: Uint8Array, { rows, columns, samples, bitsAllocated }: ImageInstance): Uint8Array {
  const count = rows * columns;
  const width = bitsAllocated / 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const segments = view.getUint32(0, true);
  if (segments !== samples * width) throw new DiemcauError('record/image-malformed', { at: 'RLE' });
  const out = new Uint8Array(count * width * samples);
  for (let segment = 0; segment < segments; segment++) {
    const start = view.getUint32(4 + segment * 4, true);
    const end = segment + 1 < segments ? view.getUint32(8 + segment * 4, true) : bytes.length;
    const sample = Math.floor(segment / width);
    const first = sample * count * width + (width - 1 - (segment % width));
    unpack(bytes.subarray(start, Math.max(start, end)), out, first, width, count);
  }
  return out;
}

/** Writes to every `step`-th byte from `at`, `count` times. */
function unpack(packed: Uint8Array, out: Uint8Array, at: number, step: number, count: number): void {
  let left = count;
  for (let from = 0; from < packed.length && left > 0;) {
    const control = (packed[from++]! << 24) >> 24;
    if (control === -128) continue;
    const length = Math.min(control < 0 ? 1 - control : control + 1, left);
    for (let index = 0; index < length; index++, at += step) out[at] = packed[control < 0 ? from : from + index] ?? 0;
    from += control < 0 ? 1 : control + 1;
    left -= length;
  }
  if (left > 0) throw new DiemcauError('record/image-malformed', { at: 'RLE' });
}
