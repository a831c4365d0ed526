import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { existsSync } from 'node:fs';
import { packagesIn } from '../files.mjs';
import { root, run } from '../process-tree.mjs';

const target = join(root, '.cache', 'pack');

async function faultsOf(name) {
  const folder = join(root, 'packages', name);
  const into = join(target, name);
  mkdirSync(into, { recursive: true });
  const packed = await run('pnpm', ['pack', '--pack-destination', into], { cwd: folder, capture: true });
  if (packed.code !== 0) return [packed.output];
  const tarball = join(into, readdirSync(into)[0]);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const bytes = readFileSync(tarball);
  const { messages } = await publint({
    pkgDir: 'package',
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
  });
  const said = messages.filter(({ type }) => type !== 'suggestion').map((message) => formatMessage(message, manifest));
  const types = await run('attw', [tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji'], {
    capture: true,
  });
  if (types.code !== 0) said.push(types.output);
  return said;
}

/** What npm would publish resolves, with its types, in Node and in bundlers (publint, attw). */
export const check = {
  name: 'packaging',
  order: 12,
  needsBuild: true,
  async perform() {
    rmSync(target, { recursive: true, force: true });
    const found = [];
    for (const name of packagesIn()) {
      const { private: hidden } = JSON.parse(readFileSync(join(root, `packages/${name}/package.json`), 'utf8'));
      if (hidden || !existsSync(join(root, `packages/${name}/dist`))) continue;
      for (const fault of await faultsOf(name)) found.push(`${name}: ${fault}`);
    }
    return { ok: found.length === 0, output: found.join('\n') };
  },
};
