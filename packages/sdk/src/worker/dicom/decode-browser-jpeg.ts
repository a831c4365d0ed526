import { DiemcauError } from '@diemcau/protocol';
import type { ImageInstance } from '../../record/dicom/image.types.js';
import type { Stored } from './pixels.types.js';

/** Baseline JPEG by the browser's own decoder, in a worker. It knows 8 bits only: 12 are refused, never guessed. */
export async function decodeBrowserJpeg(bytes: Uint8Array, instance: ImageInstance): Promise<Stored> {
  const { rows, columns, samples, bitsStored } = instance;
  if (bitsStored > 8) throw new DiemcauError('record/image-unsupported', { at: 'BitsStored', facts: { bitsStored } });
  const bitmap = await createImageBitmap(new Blob([bytes as BlobPart], { type: 'image/jpeg' }), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  });
  try {
    if (bitmap.width !== columns || bitmap.height !== rows)
      throw new DiemcauError('record/image-malformed', { at: 'JPEG' });
    const surface = new OffscreenCanvas(columns, rows).getContext('2d', { willReadFrequently: true })!;
    surface.drawImage(bitmap, 0, 0);
    const { data } = surface.getImageData(0, 0, columns, rows);
    const count = rows * columns;
    const out = new Uint8Array(count * samples);
    if (samples === 1) for (let at = 0; at < count; at++) out[at] = data[at * 4]!;
    else for (let at = 0; at < count; at++) for (let of = 0; of < 3; of++) out[at * 3 + of] = data[at * 4 + of]!;
    return samples === 1 ? { kind: 'grey', values: out } : { kind: 'colour', rgb: out };
  } finally {
    bitmap.close();
  }
}
