import { DiemcauError } from '@diemcau/protocol';
// CommonJS, whose names Node cannot see: only its default is sure everywhere.
import dicomParser, { type DataSet } from 'dicom-parser';
import type { ImageInstance } from '../../record/dicom/image.types.js';

const { createJPEGBasicOffsetTable, readEncapsulatedImageFrame, readEncapsulatedPixelDataFromFragments } = dicomParser;

const bigEndian = '1.2.840.10008.1.2.2';

/** Bytes of one frame: still compressed, or plain in the machine's order. */
export function frameBytes(
  dataSet: DataSet,
  instance: ImageInstance,
  frame: number,
  transferSyntax?: string,
): Uint8Array {
  const element = dataSet.elements['x7fe00010'];
  if (!element) throw new DiemcauError('record/image-unsupported', { at: 'PixelData' });
  try {
    if (element.encapsulatedPixelData) return encapsulated(dataSet, element, instance.frames, frame);
  } catch (cause) {
    throw new DiemcauError('record/image-malformed', { at: 'PixelData', cause });
  }
  const { rows, columns, samples, bitsAllocated, photometric } = instance;
  const values = rows * columns * (photometric === 'YBR_FULL_422' ? 2 : samples);
  const length = Math.ceil((values * bitsAllocated) / 8);
  const start = element.dataOffset + (bitsAllocated === 1 ? Math.floor((values * frame) / 8) : length * frame);
  const bytes = dataSet.byteArray as Uint8Array;
  if (start + length > Math.min(bytes.length, element.dataOffset + element.length))
    throw new DiemcauError('record/image-malformed', { at: 'PixelData' });
  if (transferSyntax !== bigEndian) return bytes.subarray(start, start + length);
  // Words of 16 bits are turned even where a pixel has 8, unless the file says that they are bytes (PS3.5 8.1.1, 8.1.2).
  const width = Math.max(element.vr === 'OB' ? 1 : 2, bitsAllocated / 8);
  const lead = (start - element.dataOffset) % width;
  return swapped(
    bytes.subarray(start - lead, start + length + ((width - ((length + lead) % width)) % width)),
    width,
  ).subarray(lead, lead + length);
}

function encapsulated(
  dataSet: DataSet,
  element: DataSet['elements'][string],
  frames: number,
  frame: number,
): Uint8Array {
  const fragments = element.fragments ?? [];
  if (frames === 1) return readEncapsulatedPixelDataFromFragments(dataSet, element, 0, fragments.length) as Uint8Array;
  if (element.basicOffsetTable?.length) return readEncapsulatedImageFrame(dataSet, element, frame) as Uint8Array;
  if (fragments.length === frames) return readEncapsulatedPixelDataFromFragments(dataSet, element, frame) as Uint8Array;
  const offsets = createJPEGBasicOffsetTable(dataSet, element);
  return readEncapsulatedImageFrame(dataSet, element, frame, offsets) as Uint8Array;
}

/** Words of big-endian bytes in the order of the machine. */
function swapped(bytes: Uint8Array, width: number): Uint8Array {
  const turned = bytes.slice();
  for (let at = 0; width > 1 && at + width <= turned.length; at += width) turned.subarray(at, at + width).reverse();
  return turned;
}
