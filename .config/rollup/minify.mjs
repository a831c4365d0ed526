import { transform } from 'esbuild';

/** Minifies each chunk with esbuild, before rollup computes the hash that names it. */
export const minify = () => ({
  name: 'minify',
  async renderChunk(code) {
    const options = { minify: true, format: 'esm', target: 'chrome109', legalComments: 'none', charset: 'utf8' };
    const done = await transform(code, options);
    return { code: done.code, map: null };
  },
});
