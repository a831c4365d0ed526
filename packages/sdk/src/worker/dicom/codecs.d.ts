declare module '@cornerstonejs/codec-charls/decode' {
  const start: (options?: object) => Promise<{
    JpegLSDecoder: new () => import('./codec-api.js').EmscriptenDecoder & { getInterleaveMode(): number };
  }>;
  export default start;
}

declare module '@cornerstonejs/codec-openjpeg/decode' {
  const start: (options?: object) => Promise<{ J2KDecoder: new () => import('./codec-api.js').EmscriptenDecoder }>;
  export default start;
}

declare module 'jpeg-lossless-decoder-js' {
  export class Decoder {
    xDim: number;
    yDim: number;
    decode(buffer: ArrayBufferLike, offset: number, length: number, numBytes: number): Uint8Array | Uint16Array;
  }
}
