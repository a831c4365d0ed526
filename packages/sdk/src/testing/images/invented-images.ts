import type { DicomTag } from './make-dicom.js';
import { makeDicom } from './make-dicom.js';

/** Whom an invented image is of, as a device would write it. */
export interface ImagePerson {
  id: string;
  /** `NGUYEN^VAN^A`. */
  name: string;
  /** `yyyyMMdd`. */
  birthDate: string;
  sex: 'M' | 'F' | 'O';
}

/** The person of the invented images: nobody. */
export const imagePerson: ImagePerson = {
  id: 'BN0001234',
  name: 'Nguyễn^Văn^Minh',
  birthDate: '19610412',
  sex: 'M',
};

interface Of {
  person?: ImagePerson;
  /** Number of the study, so that several can stand side by side. */
  study?: number;
  /** `yyyyMMdd`. */
  date?: string;
}

const root = '2.25.2805631840';

/** Tags that every invented image has; further ones take the place of those of the same name. */
export function imageTags(
  { person = imagePerson, study = 1, date = '20260305' }: Of,
  series: number,
  instance: number,
  more: readonly DicomTag[],
): DicomTag[] {
  const base: DicomTag[] = [
    ['00080005', 'CS', 'ISO_IR 192'],
    ['00080018', 'UI', `${root}.${study}.${series}.${instance}`],
    ['00080020', 'DA', date],
    ['00080030', 'TM', '081500'],
    ['00080070', 'LO', 'Điểm Cầu'],
    ['00100010', 'PN', person.name],
    ['00100020', 'LO', person.id],
    ['00100030', 'DA', person.birthDate],
    ['00100040', 'CS', person.sex],
    ['0020000D', 'UI', `${root}.${study}`],
    ['0020000E', 'UI', `${root}.${study}.${series}`],
    ['00200010', 'SH', String(study)],
    ['00200011', 'IS', String(series)],
    ['00200013', 'IS', String(instance)],
  ];
  const replaced = new Set(more.map(([tag]) => tag));
  return [...base.filter(([tag]) => !replaced.has(tag)), ...more];
}

/** A repeatable, slightly noisy value from a position. */
const grain = (x: number, y: number) => (((x * 374_761_393 + y * 668_265_263) ^ (x * y)) >>> 13) & 31;

const inside = (x: number, y: number, cx: number, cy: number, rx: number, ry: number) =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;

/** Values of a chest as an X-ray would have it, 12 bits, high where it is bright. */
export function chestPixels(rows: number, columns: number): Uint16Array {
  const values = new Uint16Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const x = column / columns;
      const y = row / rows;
      let value = 3300 - Math.abs(x - 0.5) * 1800;
      if (inside(x, y, 0.32, 0.5, 0.16, 0.32) || inside(x, y, 0.68, 0.5, 0.16, 0.32)) {
        value = 900 + 500 * Math.abs(Math.sin(y * 28 + Math.abs(x - 0.5) * 7)) + 900 * Math.max(0, y - 0.6);
        if (inside(x, y, 0.66, 0.33, 0.035, 0.028)) value += 900;
      }
      if (inside(x, y, 0.53, 0.62, 0.13, 0.16)) value = 3100;
      if (Math.abs(x - 0.5) < 0.045) value += 420;
      values[row * columns + column] = Math.max(0, Math.min(4095, value + grain(column, row) - 16));
    }
  return values;
}

/** Values of a slice of a chest in Hounsfield units plus 1024, stored without a sign. */
export function slicePixels(size: number, slice: number): Uint16Array {
  const values = new Uint16Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const x = column / size;
      const y = row / size;
      let unit = -1000;
      if (inside(x, y, 0.5, 0.52, 0.42, 0.32)) unit = -90;
      if (inside(x, y, 0.5, 0.52, 0.39, 0.29)) unit = 50;
      if (inside(x, y, 0.31, 0.5, 0.14, 0.2) || inside(x, y, 0.69, 0.5, 0.14, 0.2)) unit = -860;
      if (inside(x, y, 0.36, 0.44, 0.018 + slice * 0.001, 0.018 + slice * 0.001)) unit = 35;
      if (inside(x, y, 0.5, 0.74, 0.06, 0.05)) unit = 450;
      if (inside(x, y, 0.55, 0.48, 0.1, 0.09)) unit = 120 + slice * 3;
      values[row * size + column] = Math.max(0, unit + 1024 + grain(column, row + slice * 7) - 16);
    }
  return values;
}

const bytesOf = (values: Uint16Array | Uint8Array) =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

const greyTags = (rows: number, columns: number, stored: number): DicomTag[] => [
  ['00280002', 'US', [1]],
  ['00280004', 'CS', 'MONOCHROME2'],
  ['00280010', 'US', [rows]],
  ['00280011', 'US', [columns]],
  ['00280100', 'US', [stored > 8 ? 16 : 8]],
  ['00280101', 'US', [stored]],
  ['00280102', 'US', [stored - 1]],
  ['00280103', 'US', [0]],
];

/** Tags of a chest X-ray (CR, 12 bits). */
export function chestTags(rows: number, columns: number, of: Of = {}): DicomTag[] {
  return imageTags(of, 1, 1, [
    ...greyTags(rows, columns, 12),
    ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.1'],
    ['00080060', 'CS', 'CR'],
    ['00081030', 'LO', 'X-quang ngực thẳng'],
    ['0008103E', 'LO', 'Ngực thẳng'],
    ['00180015', 'CS', 'CHEST'],
    ['00185101', 'CS', 'PA'],
    ['00181164', 'DS', `${400 / rows}\\${400 / rows}`],
    ['00200020', 'CS', 'L\\F'],
    ['00281050', 'DS', '2000'],
    ['00281051', 'DS', '3600'],
    ['7FE00010', 'OW', bytesOf(chestPixels(rows, columns))],
  ]);
}

/** A chest X-ray as a file. */
export const chestXray = (rows = 512, columns = 420, of: Of = {}) => makeDicom({ tags: chestTags(rows, columns, of) });

/** Slices of a chest CT as files, written in no order. */
export function chestCt(slices = 12, size = 256, of: Of = {}): Uint8Array<ArrayBuffer>[] {
  const files = Array.from({ length: slices }, (_, slice) =>
    makeDicom({
      tags: imageTags({ study: 2, ...of }, 2, slice + 1, [
        ...greyTags(size, size, 12),
        ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.2'],
        ['00080060', 'CS', 'CT'],
        ['00081030', 'LO', 'CT ngực không tiêm'],
        ['0008103E', 'LO', 'Ngực 5 mm'],
        ['00180015', 'CS', 'CHEST'],
        ['00200032', 'DS', `-180\\-180\\${-100 + slice * 5}`],
        ['00200037', 'DS', '1\\0\\0\\0\\1\\0'],
        ['00280030', 'DS', `${360 / size}\\${360 / size}`],
        ['00281050', 'DS', '40\\-600'],
        ['00281051', 'DS', '400\\1500'],
        ['00281052', 'DS', '-1024'],
        ['00281053', 'DS', '1'],
        ['00281055', 'LO', 'WINDOW1\\WINDOW2'],
        ['7FE00010', 'OW', bytesOf(slicePixels(size, slice))],
      ]),
    }),
  );
  return files.map((_, index) => files[(index * 5) % slices]!);
}

/** A loop of ultrasound frames in colour, with its calibrated region. */
export function ultrasoundLoop(frames = 8, rows = 240, columns = 320, of: Of = {}): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(frames * rows * columns * 3);
  for (let frame = 0, at = 0; frame < frames; frame++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++, at += 3) {
        const x = column / columns - 0.5;
        const y = row / rows;
        const isSector = Math.abs(x) < y * 0.55 && y < 0.96 && y > 0.05;
        const beat = 0.13 + 0.03 * Math.sin((frame / frames) * 2 * Math.PI);
        const isChamber = inside(x, y, 0.02, 0.55, beat, beat * 1.3);
        const level = isSector ? (isChamber ? 18 : 90 + grain(column, row + frame) * 3) : 0;
        pixels.fill(level, at, at + 3);
        if (isChamber && inside(x, y, 0.02, 0.6, 0.05, 0.1)) pixels[at] = 200;
      }
  return makeDicom({
    tags: imageTags({ study: 3, ...of }, 1, 1, [
      ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.3.1'],
      ['00080060', 'CS', 'US'],
      ['00081030', 'LO', 'Siêu âm tim'],
      ['0008103E', 'LO', 'Bốn buồng'],
      ['00181063', 'DS', '40'],
      ['00280002', 'US', [3]],
      ['00280004', 'CS', 'RGB'],
      ['00280006', 'US', [0]],
      ['00280008', 'IS', String(frames)],
      ['00280010', 'US', [rows]],
      ['00280011', 'US', [columns]],
      ['00280100', 'US', [8]],
      ['00280101', 'US', [8]],
      ['00280102', 'US', [7]],
      ['00280103', 'US', [0]],
      [
        '00186011',
        'SQ',
        [
          [
            ['00186012', 'US', [1]],
            ['00186018', 'UL', [0]],
            ['0018601A', 'UL', [0]],
            ['0018601C', 'UL', [columns - 1]],
            ['0018601E', 'UL', [rows - 1]],
            ['00186024', 'US', [3]],
            ['00186026', 'US', [3]],
            ['0018602C', 'FD', [0.05]],
            ['0018602E', 'FD', [0.05]],
          ],
        ],
      ],
      ['7FE00010', 'OB', pixels],
    ]),
  });
}
