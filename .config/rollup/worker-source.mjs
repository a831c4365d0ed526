import { nodeResolve } from '@rollup/plugin-node-resolve';
import commonjs from '@rollup/plugin-commonjs';
import { existsSync } from 'node:fs';
import { rollup } from 'rollup';
import { minify } from './minify.mjs';

const replaced = /[\\/]sdk[\\/]dist[\\/]worker[\\/]worker-source\.js$/;

async function bundle(worker) {
  const plugins = [nodeResolve({ browser: true, exportConditions: ['production'] }), commonjs(), minify()];
  const built = await rollup({ input: worker, plugins });
  const { output } = await built.generate({ format: 'es', inlineDynamicImports: true });
  await built.close();
  return output[0].code;
}

/**
 * A worker from another origin is refused by the browser, so the CDN bundle carries the worker as text for a Blob:
 * the module `worker-source`, empty in the npm build, is replaced by the bundled worker.
 */
export const workerSource = (worker) => ({
  name: 'worker-source',
  async load(id) {
    if (!replaced.test(id) || !existsSync(worker)) return undefined;
    return `export const workerSource = [${JSON.stringify(await bundle(worker))}];`;
  },
});
