declare module '@cornerstonejs/codec-charls/decode' {
  const start: () => Promise<{
    JpegLSDecoder: new () => import('./codec-api.js').EmscriptenDecoder & { getInterleaveMode(): number };
  }>;
  export default start;
}

declare module '@cornerstonejs/codec-openjpeg/decode' {
  const start: () => Promise<{ J2KDecoder: new () => import('./codec-api.js').EmscriptenDecoder }>;
  export default start;
}
