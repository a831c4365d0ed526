import { build } from 'esbuild';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The file of simple-peer that the call engine imports: its source with Node's streams and buffers, 25 kB of brotli. */
export const shippedSimplePeer = /[\\/]simple-peer[\\/]simplepeer\.min\.js$/;

const part = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The same source without Node's parts, which the call engine never uses: a fifth of the size. As an ES module. */
export async function leanSimplePeer(shippedFile) {
  const { outputFiles } = await build({
    entryPoints: [join(dirname(shippedFile), 'index.js')],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'chrome109',
    alias: {
      'readable-stream': part('no-stream.cjs'),
      buffer: part('buffer.cjs'),
      randombytes: part('random-bytes.cjs'),
      debug: part('no-debug.cjs'),
    },
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0].text;
}
