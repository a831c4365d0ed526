import { imageTags, makeDicom, type ImagePerson } from '@diemcau/sdk/testing';
import type { PictureKind } from '../people/chart.types.js';
import { drawGrey, pictureSize } from './draw-picture.js';

/** Whom a drawing is of, and as what. */
export interface DrawnStudy {
  person: ImagePerson;
  study: number;
  /** `yyyyMMdd`. */
  date: string;
  name: string;
  modality: 'DX' | 'US';
}

/** Millimetres of a drawing's side: an adult chest on a plate, a sector of ultrasound. */
const sides = { DX: 400, US: 160 };

/** A drawing as the DICOM file that a device would have made: twelve bits, to be windowed, with its scale. */
export function drawDicom(kind: PictureKind, { person, study, date, name, modality }: DrawnStudy): Uint8Array {
  const side = String(sides[modality] / pictureSize);
  const values = Uint16Array.from(drawGrey(kind), (grey) => grey * 16);
  return makeDicom({
    tags: imageTags({ person, study, date }, 1, 1, [
      ['00080016', 'UI', modality === 'US' ? '1.2.840.10008.5.1.4.1.1.6.1' : '1.2.840.10008.5.1.4.1.1.1.1'],
      ['00080060', 'CS', modality],
      ['00081030', 'LO', name],
      ['0008103E', 'LO', name],
      ['00181164', 'DS', `${side}\\${side}`],
      ['00280002', 'US', [1]],
      ['00280004', 'CS', 'MONOCHROME2'],
      ['00280010', 'US', [pictureSize]],
      ['00280011', 'US', [pictureSize]],
      ['00280100', 'US', [16]],
      ['00280101', 'US', [12]],
      ['00280102', 'US', [11]],
      ['00280103', 'US', [0]],
      ['00281050', 'DS', '2048'],
      ['00281051', 'DS', '4096'],
      ['7FE00010', 'OW', new Uint8Array(values.buffer)],
    ]),
  });
}
