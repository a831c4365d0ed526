/** Value representations that {@link makeDicom} writes. */
export type DicomVr =
  | 'AE' | 'AS' | 'AT' | 'CS' | 'DA' | 'DS' | 'DT' | 'FD' | 'FL' | 'IS' | 'LO' | 'LT' | 'OB' | 'OW' | 'PN' | 'SH' | 'SL' | 'SQ' | 'SS'
  | 'ST' | 'TM' | 'UI' | 'UL' | 'UN' | 'US' | 'UT'; // prettier-ignore

/** One element to write: tag `GGGGEEEE`, value representation, value. */
export type DicomTag = readonly [
  tag: string,
  vr: DicomVr,
  value: string | readonly number[] | Uint8Array | readonly DicomTag[][],
];

const long = new Set(['OB', 'OW', 'SQ', 'UN', 'UT']);
const widths: Partial<Record<DicomVr, number>> = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8, AT: 4 };

/** Options of {@link makeDicom}. */
export interface DicomFile {
  /** Without group 0002, in any order. */
  tags: readonly DicomTag[];
  /** Explicit VR little endian unless named; compressed ones need `frames`. */
  transferSyntax?: string;
  /** Compressed frames, a fragment each; in place of `7FE00010`. */
  frames?: readonly Uint8Array[];
}

/** Writes a DICOM file for tests and stories: an invented image that any reader should take. Not a writer for patients' images. */
export function makeDicom({
  tags,
  transferSyntax = '1.2.840.10008.1.2.1',
  frames,
}: DicomFile): Uint8Array<ArrayBuffer> {
  const sorted = [...tags].sort(([a], [b]) => (a < b ? -1 : 1));
  const body = [...sorted.map(element), ...(frames ? [encapsulated(frames)] : [])];
  const text = (tag: string) => String(tags.find(([name]) => name === tag)?.[2] ?? '1.2.840.10008.5.1.4.1.1.7');
  const meta = join(
    (
      [
        ['00020001', 'OB', new Uint8Array([0, 1])],
        ['00020002', 'UI', text('00080016')],
        ['00020003', 'UI', text('00080018')],
        ['00020010', 'UI', transferSyntax],
        ['00020012', 'UI', '2.25.280563184'],
      ] satisfies DicomTag[]
    ).map((tag) => element(tag)),
  );
  const preamble = new Uint8Array(132);
  preamble.set([0x44, 0x49, 0x43, 0x4d], 128);
  return join([preamble, element(['00020000', 'UL', [meta.length]]), meta, ...body]);
}

function element([tag, vr, value]: DicomTag): Uint8Array {
  const bytes = bytesOf(vr, value);
  const isLong = long.has(vr);
  const head = new Uint8Array(isLong ? 12 : 8);
  const view = new DataView(head.buffer);
  writeTag(view, tag);
  head.set([vr.charCodeAt(0), vr.charCodeAt(1)], 4);
  if (isLong) view.setUint32(8, bytes.length, true);
  else view.setUint16(6, bytes.length, true);
  return join([head, bytes]);
}

function bytesOf(vr: DicomVr, value: DicomTag[2]): Uint8Array {
  if (value instanceof Uint8Array) return even(value);
  if (typeof value === 'string') {
    const text = new TextEncoder().encode(value);
    return text.length % 2 ? join([text, new Uint8Array([vr === 'UI' ? 0 : 32])]) : text;
  }
  if (vr === 'SQ') return join((value as readonly DicomTag[][]).map(item));
  const numbers = value as readonly number[];
  const width = widths[vr] ?? 1;
  const bytes = new Uint8Array(numbers.length * width);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, index) => {
    const at = index * width;
    if (vr === 'FD') view.setFloat64(at, number, true);
    else if (vr === 'FL') view.setFloat32(at, number, true);
    else if (width === 4) view.setUint32(at, number >>> 0, true);
    else if (width === 2) view.setUint16(at, number & 0xffff, true);
    else bytes[at] = number;
  });
  return even(bytes);
}

function item(tags: readonly DicomTag[]): Uint8Array {
  const body = join([...tags].sort(([a], [b]) => (a < b ? -1 : 1)).map(element));
  return join([tagHead('FFFEE000', body.length), body]);
}

function encapsulated(frames: readonly Uint8Array[]): Uint8Array {
  const head = new Uint8Array(12);
  const view = new DataView(head.buffer);
  writeTag(view, '7FE00010');
  head.set([0x4f, 0x42], 4);
  view.setUint32(8, 0xffffffff, true);
  const parts = frames.flatMap((frame) => [tagHead('FFFEE000', even(frame).length), even(frame)]);
  return join([head, tagHead('FFFEE000', 0), ...parts, tagHead('FFFEE0DD', 0)]);
}

function tagHead(tag: string, length: number): Uint8Array {
  const head = new Uint8Array(8);
  const view = new DataView(head.buffer);
  writeTag(view, tag);
  view.setUint32(4, length, true);
  return head;
}

function writeTag(view: DataView, tag: string): void {
  view.setUint16(0, parseInt(tag.slice(0, 4), 16), true);
  view.setUint16(2, parseInt(tag.slice(4), 16), true);
}

const even = (bytes: Uint8Array) => (bytes.length % 2 ? join([bytes, new Uint8Array(1)]) : bytes);

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
