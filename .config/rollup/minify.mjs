import { minify as terser } from 'terser';

/** Minifies each chunk with terser (2 % smaller under brotli than esbuild), before rollup computes the hash that names it. */
export const minify = () => ({
  name: 'minify',
  async renderChunk(code) {
    const done = await terser(code, { module: true, ecma: 2020, compress: { passes: 2 }, format: { comments: false } });
    return { code: done.code, map: null };
  },
});
