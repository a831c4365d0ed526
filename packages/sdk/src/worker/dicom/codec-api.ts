import { transfer } from 'comlink';
import type { Decoded } from './pixels.types.js';

/** What runs in the worker of one codec. */
export interface CodecApi {
  ready(): true;
  decode(encoded: Uint8Array): Promise<Decoded>;
}

/** The part of a decoder of @cornerstonejs/codec-* that is used. */
export interface EmscriptenDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
  delete(): void;
  getFrameInfo(): { width: number; height: number; bitsPerSample: number; componentCount: number };
}

/** What a codec would write to the console stays with it. Anew for each: it fills the object with itself. */
export const quiet = () => ({ print: () => undefined, printErr: () => undefined });

/** Makes it from a codec that is built by Emscripten. */
export function createCodecApi<T extends EmscriptenDecoder>(
  start: () => Promise<new () => T>,
  differs: (decoder: T) => Pick<Decoded, 'converted' | 'planar'>,
): CodecApi {
  let starting: Promise<new () => T> | undefined;
  return {
    ready: () => true,
    async decode(encoded) {
      const Decoder = await (starting ??= start());
      const decoder = new Decoder();
      try {
        decoder.getEncodedBuffer(encoded.length).set(encoded);
        decoder.decode();
        const { width, height, bitsPerSample: bits, componentCount: components } = decoder.getFrameInfo();
        // The codec's memory is its own: what goes out is a copy.
        const bytes = decoder.getDecodedBuffer().slice();
        return transfer({ bytes, width, height, bits, components, ...differs(decoder) }, [bytes.buffer]);
      } finally {
        decoder.delete();
      }
    },
  };
}
