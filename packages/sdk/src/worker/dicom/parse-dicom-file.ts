import { DiemcauError } from '@diemcau/protocol';
import dicomParser, { type DataSet } from 'dicom-parser';

const { parseDicom, readPart10Header } = dicomParser;

/** Bytes of the largest file that is tried, packed or unpacked. */
export const largestFile = 512 * 1024 * 1024;

const deflated = '1.2.840.10008.1.2.1.99';
const implicitLittle = '1.2.840.10008.1.2';
const explicitLittle = '1.2.840.10008.1.2.1';

/** A parsed file; `damaged`: it broke off, what stood before that is here. */
export interface ParsedFile {
  dataSet: DataSet;
  transferSyntax: string;
  damaged: boolean;
}

/**
 * Parses a DICOM file (PS3.10), also one without its preamble, deflated, or cut off.
 * @throws DiemcauError `record/image-malformed`, `record/too-large`
 */
export async function parseDicomFile(bytes: Uint8Array): Promise<ParsedFile> {
  if (bytes.length > largestFile) throw new DiemcauError('record/too-large', { facts: { limit: largestFile } });
  if (!hasPreamble(bytes)) return parseBare(bytes);
  const header = attempt(() => readPart10Header(bytes)).dataSet;
  const syntax = header && textOf(header, 'x00020010');
  const inflated = syntax === deflated ? await inflate(bytes, header as unknown as { position: number }) : undefined;
  const parsed = attempt(() => parseDicom(bytes, inflated ? { inflater: () => inflated } : {}));
  if (!parsed.dataSet) throw new DiemcauError('record/image-malformed', { at: 'file' });
  return { dataSet: parsed.dataSet, transferSyntax: syntax ?? implicitLittle, damaged: parsed.damaged };
}

/** What was read before the parser gave up comes with what it throws. */
function attempt(parse: () => DataSet): { dataSet?: DataSet; damaged: boolean } {
  try {
    return { dataSet: parse(), damaged: false };
  } catch (thrown) {
    const { dataSet } = (thrown ?? {}) as { dataSet?: DataSet };
    return dataSet ? { dataSet, damaged: true } : { damaged: true };
  }
}

function textOf(dataSet: DataSet, tag: string): string | undefined {
  try {
    return dataSet.string(tag)?.trim() || undefined;
  } catch {
    return undefined;
  }
}

const hasPreamble = (bytes: Uint8Array) =>
  bytes.length > 132 && String.fromCharCode(...bytes.subarray(128, 132)) === 'DICM';

/** A data set as it is sent over a wire, kept as a file: tried in the two forms that it may have. */
function parseBare(bytes: Uint8Array): ParsedFile {
  for (const transferSyntax of [implicitLittle, explicitLittle]) {
    const { dataSet, damaged } = attempt(() => parseDicom(bytes, { TransferSyntaxUID: transferSyntax }));
    // Any bytes can be read as some tags; an image or report names its class and itself.
    if (dataSet && textOf(dataSet, 'x00080016')?.startsWith('1.2.840.10008.'))
      return { dataSet, transferSyntax, damaged };
  }
  throw new DiemcauError('record/image-malformed', { at: 'file' });
}

/** The file with what follows its header unpacked, by the browser's own decoder. */
async function inflate(bytes: Uint8Array, { position }: { position: number }): Promise<Uint8Array> {
  const packed = new Blob([bytes.subarray(position) as BlobPart]).stream();
  const reader = packed.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts: Uint8Array[] = [bytes.subarray(0, position)];
  let size = position;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      size += value.length;
      if (size > largestFile) throw new DiemcauError('record/too-large', { facts: { limit: largestFile } });
    }
  } catch (cause) {
    await reader.cancel().catch(() => undefined);
    // What was unpacked until then is a file that broke off. One byte too many at the end is padding, not damage.
    if (size === position || (cause as { code?: string }).code === 'record/too-large')
      throw DiemcauError.from(cause, 'record/image-malformed');
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
