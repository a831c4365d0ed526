import { DiemcauError } from '@diemcau/protocol';
import type { ImageInstance } from '../../record/dicom/image.types.js';
import { decodeBrowserJpeg } from './decode-browser-jpeg.js';
import { decodeLosslessJpeg } from './decode-lossless-jpeg.js';
import { decodeRle } from './decode-rle.js';
import { colours, greys } from './native-pixels.js';
import type { CodecName, Decoded, Stored } from './pixels.types.js';

/** Pixels of one frame at most: 100 million, above every detector there is. */
const mostPixels = 100_000_000;

type Way = 'native' | 'rle' | 'browser-jpeg' | 'lossless-jpeg' | CodecName;

const ways: Readonly<Record<string, Way>> = {
  '1.2.840.10008.1.2': 'native',
  '1.2.840.10008.1.2.1': 'native',
  '1.2.840.10008.1.2.1.99': 'native',
  '1.2.840.10008.1.2.2': 'native',
  '1.2.840.10008.1.2.5': 'rle',
  '1.2.840.10008.1.2.4.50': 'browser-jpeg',
  '1.2.840.10008.1.2.4.51': 'browser-jpeg',
  '1.2.840.10008.1.2.4.57': 'lossless-jpeg',
  '1.2.840.10008.1.2.4.70': 'lossless-jpeg',
  '1.2.840.10008.1.2.4.80': 'jpeg-ls',
  '1.2.840.10008.1.2.4.81': 'jpeg-ls',
  '1.2.840.10008.1.2.4.90': 'jpeg-2000',
  '1.2.840.10008.1.2.4.91': 'jpeg-2000',
};

/**
 * Pixels of a frame, or which codec must decode it elsewhere.
 * @throws DiemcauError `record/image-unsupported` (transfer syntax, depth), `record/image-malformed`, `record/too-large`
 */
export async function decodePixels(
  bytes: Uint8Array,
  transferSyntax: string,
  instance: ImageInstance,
): Promise<Stored | CodecName> {
  const { rows, columns } = instance;
  if (rows * columns > mostPixels) throw new DiemcauError('record/too-large', { at: 'PixelData' });
  if (rows * columns === 0) throw new DiemcauError('record/image-unsupported', { at: 'PixelData' });
  const way = Object.hasOwn(ways, transferSyntax) ? ways[transferSyntax]! : undefined;
  if (!way) throw new DiemcauError('record/image-unsupported', { at: 'TransferSyntaxUID', facts: { transferSyntax } });
  if (way === 'jpeg-ls' || way === 'jpeg-2000') return way;
  try {
    if (way === 'native') return ofDecoded(bytes, instance, {});
    if (way === 'rle') return ofDecoded(decodeRle(bytes, instance), instance, { planar: true });
    if (way === 'lossless-jpeg') return ofDecoded(decodeLosslessJpeg(bytes, instance), instance, { planar: false });
    return await decodeBrowserJpeg(bytes, instance);
  } catch (cause) {
    throw DiemcauError.from(cause, 'record/image-malformed');
  }
}

/** Pixels of what a codec decoded. */
export function ofCodec(decoded: Decoded, instance: ImageInstance): Stored {
  const { bytes, width, height, components, bits, converted, planar } = decoded;
  if (width !== instance.columns || height !== instance.rows)
    throw new DiemcauError('record/image-malformed', { at: 'PixelData' });
  const depth = bits > 8 ? 16 : 8;
  return ofDecoded(
    bytes,
    { ...instance, samples: components, bitsAllocated: depth, bitsStored: Math.min(instance.bitsStored, depth) },
    // What a codec gives lies in the lowest bits, wherever the file had it.
    { planar, fromZero: true, ...(converted && components === 3 ? { photometric: 'RGB' } : {}) },
  );
}

function ofDecoded(
  bytes: Uint8Array,
  instance: ImageInstance,
  differs: Partial<Pick<ImageInstance, 'planar' | 'photometric'>> & { fromZero?: boolean },
): Stored {
  const { fromZero, ...rest } = differs;
  const of = { ...instance, ...rest, ...(fromZero ? { highBit: instance.bitsStored - 1 } : {}) };
  return of.samples === 1 ? { kind: 'grey', values: greys(bytes, of) } : { kind: 'colour', rgb: colours(bytes, of) };
}
