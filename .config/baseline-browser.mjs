// Chromium 109, the oldest browser that is supported: unpacks the binary that @sparticuz/chromium ships, once.
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';

const require = createRequire(import.meta.url);
const folder = fileURLToPath(new URL('../.cache/chromium-109', import.meta.url));

/** By way of a file: tar stops reading before the end of its input, which breaks a pipe now and then. */
async function untar(archive, target) {
  const plain = join(target, 'archive.tar');
  await pipeline(createReadStream(archive), createBrotliDecompress(), createWriteStream(plain));
  const tar = spawn('tar', ['-x', '-f', plain, '-C', target], { stdio: ['ignore', 'ignore', 'inherit'] });
  await new Promise((resolve, reject) => {
    tar.on('error', reject);
    tar.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`tar: ${code}`))));
  });
  await rm(plain);
}

/** @returns {Promise<string | undefined>} undefined where the binary cannot run (it is for Linux on x64). */
export async function baselineBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const binary = join(folder, 'chromium');
  if (existsSync(binary)) return binary;
  const packed = join(dirname(require.resolve('@sparticuz/chromium/package.json')), 'bin');
  const fresh = `${folder}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  await pipeline(
    createReadStream(join(packed, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(fresh, 'chromium')),
  );
  await chmod(join(fresh, 'chromium'), 0o755);
  await untar(join(packed, 'swiftshader.tar.br'), fresh);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return binary;
}
