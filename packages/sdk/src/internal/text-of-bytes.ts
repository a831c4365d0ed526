import { decodeBytes } from '@diemcau/fhir';
import { DiemcauError } from '@diemcau/protocol';

/** Bytes of the largest source that is tried. */
export const maxSource = 64 * 1024 * 1024;

/**
 * A record's file or bytes as text: unpacked where they are gzip (`.json.gz`, `.ndjson.gz`), decoded by their byte order mark or first bytes.
 * @throws DiemcauError `record/too-large` for what unpacks to more than a reader takes, `record/malformed` for a gzip that is broken
 */
export async function textOfBytes(source: ArrayBuffer | Blob): Promise<string> {
  const blob = source instanceof Blob ? source : new Blob([source]);
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b)
    return decodeBytes(new Uint8Array(source instanceof Blob ? await source.arrayBuffer() : source));
  return decodeBytes(await bytesOf(blob.stream().pipeThrough(new DecompressionStream('gzip'))));
}

/**
 * All bytes of a stream, up to the size of the largest source: a stream may have no end.
 * @throws DiemcauError `record/too-large`, `record/malformed`
 */
async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      // What was unpacked before the break is a text that was cut off.
      if (size > 0) return { done: true, value: undefined } as const;
      throw new DiemcauError('record/malformed', { at: 'source', cause });
    });
    if (done) break;
    size += value.length;
    if (size > maxSource) {
      void reader.cancel().catch(() => undefined);
      throw new DiemcauError('record/too-large', { facts: { limit: maxSource } });
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
