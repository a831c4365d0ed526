import { DiemcauError } from '@diemcau/protocol';
import { parseMultipart } from '@remix-run/multipart-parser';
import type { Call } from '../../internal/store.types.js';

/** One frame as a server sends it. */
export interface SentFrame {
  bytes: ArrayBuffer;
  transferSyntax: string;
}

/** The part of DICOMweb (PS3.18) that a viewer needs. Every URL is made here, of the base that the embedder names. */
export interface DicomWeb {
  /** QIDO-RS: studies by tags, e.g. `{ PatientID: '…' }`; DICOM JSON. */
  studies(query: Readonly<Record<string, string>>, call?: Call): Promise<ArrayBuffer>;
  /** WADO-RS: everything but the pixels of a study; DICOM JSON. */
  metadata(studyUid: string, call?: Call): Promise<ArrayBuffer>;
  frame(of: ObjectPlace, frame: number, call?: Call): Promise<SentFrame>;
  /** A picture that the server makes, small enough for a weak line. */
  rendered(of: ObjectPlace, frame: number, call?: Call): Promise<Blob>;
  /** A whole object, for tables that its metadata only point to. */
  object(of: ObjectPlace, call?: Call): Promise<Blob>;
}

/** Where an object is on the server. */
export interface ObjectPlace {
  studyUid: string;
  seriesUid: string;
  sopInstanceUid: string;
}

/** Bytes of an answer at most. */
const largest = 512 * 1024 * 1024;
const explicitLittle = '1.2.840.10008.1.2.1';
const uidShape = /^[0-9]+(?:\.[0-9]+)*$/;

const syntaxOfType: Readonly<Record<string, string>> = {
  'image/jpeg': '1.2.840.10008.1.2.4.50',
  'image/jls': '1.2.840.10008.1.2.4.80',
  'image/jp2': '1.2.840.10008.1.2.4.90',
  'image/dicom-rle': '1.2.840.10008.1.2.5',
};

/**
 * A client of one DICOMweb server.
 * @throws DiemcauError `request/invalid` when the base is no URL of http or https, or a UID is none
 */
export function createDicomWeb(base: string, fetch: typeof globalThis.fetch): DicomWeb {
  const root = new URL(`${base.replace(/\/+$/, '')}/`, globalThis.location?.href);
  if (!/^https?:$/.test(root.protocol)) throw new DiemcauError('request/invalid', { at: 'dicomweb' });

  async function ask(path: string, accept: string, { signal }: Call = {}): Promise<Response> {
    const url = new URL(path, root);
    const response = await fetch(url.href, {
      headers: { accept },
      credentials: 'same-origin',
      // An answer from elsewhere is none of the embedder's server; it would also take the credentials along.
      redirect: 'error',
      signal,
    }).catch((cause: unknown) => {
      throw DiemcauError.from(cause, 'network/unreachable');
    });
    if (response.ok) return response;
    const { status } = response;
    await response.body?.cancel().catch(() => undefined);
    if (status === 401 || status === 403) throw new DiemcauError('record/image-refused', { facts: { status } });
    if (status === 404 || status === 410) throw new DiemcauError('request/not-found', { facts: { status } });
    if (status === 406 || status === 415 || status === 501)
      throw new DiemcauError('record/image-unsupported', { at: 'dicomweb', facts: { status } });
    const retryAfter = Number(response.headers.get('retry-after')) || undefined;
    throw new DiemcauError('network/unreachable', { facts: { status }, ...(retryAfter ? { retryAfter } : {}) });
  }

  const place = ({ studyUid, seriesUid, sopInstanceUid }: ObjectPlace) =>
    `studies/${uid(studyUid)}/series/${uid(seriesUid)}/instances/${uid(sopInstanceUid)}`;

  return {
    async studies(query, call) {
      const search = new URLSearchParams({ ...query, limit: '100' });
      search.append('includefield', '00081030');
      const response = await ask(`studies?${search}`, 'application/dicom+json', call);
      // 204: nothing found.
      return response.status === 204 ? new TextEncoder().encode('[]').buffer : response.arrayBuffer();
    },
    metadata: async (studyUid, call) =>
      (await ask(`studies/${uid(studyUid)}/metadata`, 'application/dicom+json', call)).arrayBuffer(),
    async frame(of, frame, call) {
      const path = `${place(of)}/frames/${frame + 1}`;
      // As it is kept first: the smallest on the line. Servers that know no `*` unpack it.
      const kept = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
      const plain = 'multipart/related; type="application/octet-stream"';
      const response = await ask(path, kept, call).catch((error: unknown) => {
        if (DiemcauError.from(error).code !== 'record/image-unsupported') throw error;
        return ask(path, plain, call);
      });
      const { type, bytes } = await firstPart(response);
      const named = /transfer-syntax="?([\d.]+)/i.exec(type)?.[1];
      return {
        bytes,
        transferSyntax: named ?? syntaxOfType[type.split(';', 1)[0]!.trim().toLowerCase()] ?? explicitLittle,
      };
    },
    async rendered(of, frame, call) {
      const response = await ask(`${place(of)}/frames/${frame + 1}/rendered`, 'image/jpeg', call);
      const blob = await response.blob();
      if (!/^image\/(?:jpeg|png|gif)/.test(blob.type))
        throw new DiemcauError('record/image-unsupported', { at: 'rendered' });
      return blob;
    },
    async object(of, call) {
      const accept = 'multipart/related; type="application/dicom"; transfer-syntax=*';
      const { bytes } = await firstPart(await ask(place(of), accept, call));
      return new Blob([bytes], { type: 'application/dicom' });
    },
  };
}

function uid(text: string): string {
  if (text.length > 64 || !uidShape.test(text)) throw new DiemcauError('request/invalid', { at: 'uid' });
  return text;
}

/** The only part of a multipart answer that is wanted; an answer that is no multipart is that part. */
async function firstPart(response: Response): Promise<{ type: string; bytes: ArrayBuffer }> {
  const type = response.headers.get('content-type') ?? '';
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength > largest) throw new DiemcauError('record/too-large', { facts: { limit: largest } });
  if (!/^multipart\//i.test(type.trim())) return { type, bytes };
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]?.trim();
  if (!boundary) throw new DiemcauError('network/response-malformed', { at: 'multipart' });
  const limits = { boundary, maxFileSize: largest, maxTotalSize: largest };
  try {
    for (const part of parseMultipart(afterPreamble(new Uint8Array(bytes), boundary), limits))
      return { type: part.headers['content-type'] ?? '', bytes: part.arrayBuffer };
  } catch (cause) {
    throw new DiemcauError('network/response-malformed', { at: 'multipart', cause });
  }
  throw new DiemcauError('network/response-malformed', { at: 'multipart' });
}

/** Some servers begin with an empty line, which the parser does not expect. */
function afterPreamble(bytes: Uint8Array, boundary: string): Uint8Array {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1_000));
  const start = head.indexOf(`--${boundary}`);
  return start > 0 ? bytes.subarray(start) : bytes;
}
