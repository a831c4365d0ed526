import { DiemcauError } from '@diemcau/protocol';
import { Decoder } from 'jpeg-lossless-decoder-js';
import type { ImageInstance } from '../../record/dicom/image.types.js';

/** JPEG lossless (process 14), by jpeg-lossless-decoder-js: bytes of the depth that the file allots. */
export function decodeLosslessJpeg(
  bytes: Uint8Array,
  { rows, columns, samples, bitsAllocated }: ImageInstance,
): Uint8Array {
  const width = bitsAllocated > 8 ? 2 : 1;
  const decoder = new Decoder();
  // It reads a buffer of its own from the beginning.
  const decoded = decoder.decode(bytes.slice().buffer, 0, bytes.length, width);
  if (decoder.xDim !== columns || decoder.yDim !== rows || decoded.length < rows * columns * samples)
    throw new DiemcauError('record/image-malformed', { at: 'JPEG' });
  return new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.byteLength);
}
