// Builds every package and the CDN bundle, unless nothing changed since the last build.
import { existsSync, mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, newest, packagesIn } from '../files.mjs';
import { root, run } from '../process-tree.mjs';

const stamp = join(root, '.cache', 'built');

function inputs() {
  const sources = packagesIn().flatMap((name) => [
    `packages/${name}/package.json`,
    ...filesBelow(`packages/${name}/src`, (file) => !/\.test\.ts$/.test(file)),
  ]);
  return [...sources, 'rollup.config.mjs', 'tsconfig.json', 'pnpm-lock.yaml', ...filesBelow('.config/rollup')];
}

function isBuilt() {
  if (!existsSync(stamp)) return false;
  const complete = packagesIn().every(
    (name) =>
      !existsSync(join(root, `packages/${name}/src/index.ts`)) || existsSync(join(root, `packages/${name}/dist`)),
  );
  return complete && statSync(stamp).mtimeMs > newest(inputs());
}

/** @returns {Promise<{ code: number, output: string }>} */
export async function build({ force = false, capture = false } = {}) {
  if (!force && isBuilt()) return { code: 0, output: '' };
  const begun = new Date();
  const done = await run('rollup', ['--config', 'rollup.config.mjs', ...(capture ? ['--silent'] : [])], { capture });
  if (done.code === 0) {
    mkdirSync(join(root, '.cache'), { recursive: true });
    writeFileSync(stamp, '');
    utimesSync(stamp, begun, begun);
  }
  return { ...done, output: done.output.replace(/^\s+at .*\n/gm, '') };
}

export default async function task(args) {
  return (await build({ force: !args.includes('--if-changed') })).code;
}
