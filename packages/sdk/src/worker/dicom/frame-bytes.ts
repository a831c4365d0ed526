import { DiemcauError } from '@diemcau/protocol';
import {
  createJPEGBasicOffsetTable,
  readEncapsulatedImageFrame,
  readEncapsulatedPixelDataFromFragments,
  type DataSet,
} from 'dicom-parser';
import type { ImageInstance } from '../../record/images/image.types.js';

/** Bytes of one frame as they lie in the file: still compressed, or plain. */
export function frameBytes(dataSet: DataSet, instance: ImageInstance, frame: number): Uint8Array {
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
  return bytes.subarray(start, start + length);
}

function encapsulated(
  dataSet: DataSet,
  element: DataSet['elements'][string],
  frames: number,
  frame: number,
): Uint8Array {
  const fragments = element.fragments ?? [];
  if (frames === 1)
    return readEncapsulatedPixelDataFromFragments(dataSet, element, 0, fragments.length) as Uint8Array;
  if (element.basicOffsetTable?.length) return readEncapsulatedImageFrame(dataSet, element, frame) as Uint8Array;
  if (fragments.length === frames) return readEncapsulatedPixelDataFromFragments(dataSet, element, frame) as Uint8Array;
  const offsets = createJPEGBasicOffsetTable(dataSet, element);
  return readEncapsulatedImageFrame(dataSet, element, frame, offsets) as Uint8Array;
}
