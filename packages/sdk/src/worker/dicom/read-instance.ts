import type {
  FrameFacts,
  ImageInstance,
  ImageRegion,
  ImageSpacing,
  ImageTable,
  ImageWindow,
  WindowFunction,
} from '../../record/dicom/image.types.js';
import type { DicomTags } from './dicom-tags.js';
import { readReport } from './read-report.js';

/** Frames of an enhanced image whose own facts are kept. */
const mostFrames = 20_000;

/** Reads what an object says of itself; what is missing or senseless gets the value that the standard gives it. */
export function readInstance(tags: DicomTags, damaged = false): ImageInstance {
  const text = (tag: string) => tags.texts(tag)[0] || undefined;
  const whole = (tag: string, otherwise = 0) => {
    const value = tags.numbers(tag, 'US')[0];
    return value === undefined || value < 0 ? otherwise : Math.floor(value);
  };
  const rows = whole('00280010');
  const columns = whole('00280011');
  const bitsAllocated = whole('00280100', 8);
  const bitsStored = Math.min(whole('00280101', bitsAllocated) || bitsAllocated, bitsAllocated);
  const signed = whole('00280103') === 1;
  const shared = tags.items('52009229')[0];
  const groups = tags.items('52009230').slice(0, mostFrames);
  const top = frameFacts([tags, ...(shared ? [shared] : [])]);
  const padding = tags.numbers('00280120', signed ? 'SS' : 'US')[0];
  const tables = {
    modalityTable: tableOf(tags.items('00283000')[0], '00283002', '00283006', signed),
    voiTable: tableOf(tags.items('00283010')[0], '00283002', '00283006', signed),
    palette: paletteOf(tags, signed),
  };
  const [aspectDown, aspectAcross] = tags.numbers('00280034', 'IS');
  const hasPixels = rows > 0 && columns > 0;
  const sopClassUid = text('00080016');
  const report = readReport(tags);
  return prune({
    sopInstanceUid: text('00080018') ?? '',
    seriesUid: text('0020000E') ?? '',
    studyUid: text('0020000D') ?? '',
    sopClassUid,
    transferSyntax: text('00020010') ?? text('00083002'),
    modality: text('00080060'),
    patient: prune({
      id: text('00100020'),
      name: nameOf(text('00100010')),
      birthDate: dateOf(text('00100030')),
      sex: text('00100040'),
    }),
    date: dateOf(text('00080022') ?? text('0008002A') ?? text('00080023') ?? text('00080021') ?? text('00080020')),
    time: timeOf(
      text('00080032') ?? text('0008002A')?.slice(8) ?? text('00080033') ?? text('00080031') ?? text('00080030'),
    ),
    studyDate: dateOf(text('00080020')),
    studyDescription: text('00081030'),
    seriesNumber: tags.numbers('00200011', 'IS')[0],
    seriesDescription: text('0008103E'),
    instanceNumber: tags.numbers('00200013', 'IS')[0],
    bodyPart: text('00180015'),
    laterality: text('00200062') ?? text('00200060'),
    viewPosition: text('00185101'),
    patientOrientation: someOf(tags.texts('00200020')),
    manufacturer: text('00080070'),
    frames: hasPixels ? Math.max(1, tags.numbers('00280008', 'IS')[0] ?? 1) : 0,
    rows,
    columns,
    samples: whole('00280002', 1) || 1,
    photometric: (text('00280004') ?? 'MONOCHROME2').toUpperCase(),
    bitsAllocated,
    bitsStored,
    highBit: whole('00280102', bitsStored - 1),
    signed,
    planar: whole('00280006') === 1,
    padding:
      padding === undefined
        ? undefined
        : ([padding, tags.numbers('00280121', signed ? 'SS' : 'US')[0] ?? padding].sort((a, b) => a - b) as [
            number,
            number,
          ]),
    unit: text('00281054') ?? (text('00080060') === 'CT' ? 'HU' : undefined),
    windowFunction: windowFunctionOf(text('00281056')),
    ...top,
    modalityTable: tables.modalityTable === 'elsewhere' ? undefined : tables.modalityTable,
    voiTable: tables.voiTable === 'elsewhere' ? undefined : tables.voiTable,
    palette: tables.palette === 'elsewhere' ? undefined : tables.palette,
    tablesElsewhere: Object.values(tables).includes('elsewhere') || undefined,
    inverse: text('20500020') === 'INVERSE',
    aspect: aspectDown && aspectAcross ? aspectDown / aspectAcross : 1,
    regions: tags.items('00186011').flatMap(regionOf),
    frameTime: positive(tags.numbers('00181063', 'DS')[0]) ?? rateTime(tags),
    frameTimes: someOf(tags.numbers('00181065', 'DS')),
    lossy: text('00282110') === '01',
    perFrame:
      groups.length > 0 ? groups.map((group) => frameFacts([group, ...(shared ? [shared] : []), tags])) : undefined,
    report,
    damaged,
  }) as ImageInstance;
}

/** Facts of a frame: of its own functional groups before those that all share, before the object's own. */
function frameFacts(from: readonly DicomTags[]): FrameFacts {
  const find = <T>(group: string | undefined, read: (tags: DicomTags) => T | undefined): T | undefined => {
    for (const tags of from) {
      const found =
        (group === undefined ? undefined : tags.items(group)[0] && read(tags.items(group)[0]!)) ?? read(tags);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const numbers = (count: number, tag: string) => (tags: DicomTags) => {
    const values = tags.numbers(tag, 'DS');
    return values.length >= count ? values.slice(0, count) : undefined;
  };
  const slope = find('00289145', numbers(1, '00281053'))?.[0];
  return prune({
    // A slope of nothing would make every value the same.
    slope: slope || 1,
    intercept: find('00289145', numbers(1, '00281052'))?.[0] ?? 0,
    windows: find('00289132', windowsOf) ?? [],
    spacing: find('00289110', spacingOf),
    position: find('00209113', numbers(3, '00200032')),
    orientation: find('00209116', numbers(6, '00200037')),
  }) as FrameFacts;
}

function windowsOf(tags: DicomTags): ImageWindow[] | undefined {
  const centers = tags.numbers('00281050', 'DS');
  const widths = tags.numbers('00281051', 'DS');
  const labels = tags.texts('00281055');
  const windows = centers.flatMap((center, index) => {
    const width = widths[index];
    if (width === undefined || width <= 0) return [];
    return [labels[index] ? { center, width, label: labels[index] } : { center, width }];
  });
  return someOf(windows) as ImageWindow[] | undefined;
}

function spacingOf(tags: DicomTags): ImageSpacing | undefined {
  for (const [tag, of] of [
    ['00280030', 'pixel'],
    ['00181164', 'imager'],
  ] as const) {
    const [row, column] = tags.numbers(tag, 'DS');
    if (row !== undefined && row > 0 && row < 100) {
      const across = column !== undefined && column > 0 && column < 100 ? column : row;
      return { row, column: across, of };
    }
  }
  return undefined;
}

function regionOf(tags: DicomTags): ImageRegion[] {
  const one = (tag: string, type: 'UL' | 'US' | 'FD') => tags.numbers(tag, type)[0];
  const [left, top, right, bottom] = ['00186018', '0018601A', '0018601C', '0018601E'].map((tag) => one(tag, 'UL'));
  const deltaX = one('0018602C', 'FD');
  const deltaY = one('0018602E', 'FD');
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return [];
  if (!deltaX || !deltaY) return [];
  return [
    {
      left,
      top,
      right,
      bottom,
      unitsX: one('00186024', 'US') ?? 0,
      unitsY: one('00186026', 'US') ?? 0,
      deltaX: Math.abs(deltaX),
      deltaY: Math.abs(deltaY),
    },
  ];
}

function tableOf(
  item: DicomTags | undefined,
  descriptor: string,
  data: string,
  signed: boolean,
): ImageTable | 'elsewhere' | undefined {
  if (!item) return undefined;
  const [count, first, bits] = item.numbers(descriptor, signed ? 'SS' : 'US');
  if (count === undefined || first === undefined || bits === undefined) return undefined;
  // The count is unsigned, 0 stands for 65,536; the first value has the sign of the pixels.
  const length = (count & 0xffff) === 0 ? 65_536 : count & 0xffff;
  const start = signed ? (first << 16) >> 16 : first & 0xffff;
  const bytes = item.bytes(data);
  const inline = bytes === undefined || bytes === 'elsewhere' ? item.numbers(data, 'US') : wordsOf(bytes, length);
  if (inline.length === 0) return bytes === 'elsewhere' ? 'elsewhere' : undefined;
  const label = item.texts('00283003')[0];
  return prune({ first: start, bits: bits & 0xff || 16, values: inline, label: label || undefined }) as ImageTable;
}

/** Entries of 16 bits each, or of 8 where there are only as many bytes as entries. */
function wordsOf(bytes: Uint8Array, length: number): number[] {
  if (bytes.length < length * 2) return [...bytes.subarray(0, length)];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length }, (_, index) => view.getUint16(index * 2, true));
}

function paletteOf(tags: DicomTags, signed: boolean): ImageInstance['palette'] | 'elsewhere' {
  const colours = ['1', '2', '3'].map((n) => tableOf(tags, `0028110${n}`, `0028120${n}`, signed));
  if (colours.includes('elsewhere')) return 'elsewhere';
  return colours.every((one) => typeof one === 'object') ? (colours as never) : undefined;
}

function windowFunctionOf(text: string | undefined): WindowFunction {
  return text === 'SIGMOID' || text === 'LINEAR_EXACT' ? text : 'LINEAR';
}

/** Cine Rate (0018,0040) or Recommended Display Frame Rate (0008,2144), in frames a second. */
function rateTime(tags: DicomTags): number | undefined {
  const rate = positive(tags.numbers('00180040', 'IS')[0]) ?? positive(tags.numbers('00082144', 'IS')[0]);
  return rate && 1000 / rate;
}

const positive = (value: number | undefined) => (value !== undefined && value > 0 ? value : undefined);
const someOf = <T>(list: readonly T[]) => (list.length > 0 ? list : undefined);

/** `NGUYEN^VAN^A` to `NGUYEN VAN A`; of several spellings the first. */
function nameOf(text: string | undefined): string | undefined {
  const name = text?.split('=').find(Boolean)?.replace(/\^/g, ' ').replace(/\s+/g, ' ').trim();
  return name || undefined;
}

function dateOf(text: string | undefined): string | undefined {
  const found = /^(\d{4})[.-]?(\d\d)[.-]?(\d\d)/.exec(text ?? '');
  return found ? `${found[1]}-${found[2]}-${found[3]}` : undefined;
}

function timeOf(text: string | undefined): string | undefined {
  const found = /^(\d\d):?(\d\d)/.exec(text ?? '');
  return found ? `${found[1]}:${found[2]}` : undefined;
}

/** Without what is undefined: it crosses as JSON. */
function prune<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
