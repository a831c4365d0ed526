import { nodeResolve } from '@rollup/plugin-node-resolve';
import commonjs from '@rollup/plugin-commonjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { minify } from './minify.mjs';

const replaced = /[\\/]sdk[\\/]dist[\\/]worker[\\/](dicom[\\/]\w+-)?worker-source\.js$/;

/** What codecs ask for only where they run in Node: an import of it would stop a worker before it begins. */
const ofNode = ['fs', 'path'];

async function bundle(worker) {
  const plugins = [
    nodeResolve({ browser: true, exportConditions: ['production'] }),
    commonjs({ ignore: ofNode }),
    minify(),
  ];
  const built = await rollup({ input: worker, plugins });
  const { output } = await built.generate({ format: 'es', inlineDynamicImports: true });
  await built.close();
  return output[0].code;
}

/**
 * A worker from another origin is refused by the browser, so the CDN bundle carries each worker as text for a Blob:
 * the module `…worker-source`, empty in the npm build, is replaced by the bundled worker of that name in `folder`.
 */
export const workerSource = (folder) => ({
  name: 'worker-source',
  async load(id) {
    const found = replaced.exec(id);
    const worker = found && join(folder, `${found[1] ?? ''}worker.js`);
    if (!worker || !existsSync(worker)) return undefined;
    return `export const workerSource = [${JSON.stringify(await bundle(worker))}];`;
  },
});
