// The custom-elements manifest: documentation tables, Storybook's controls and editors read it.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './process-tree.mjs';

const committed = join(root, 'packages/elements/etc/custom-elements.json');

/** Sorted by path, so that the order in which files were found changes nothing. */
function stable(text) {
  const manifest = JSON.parse(text);
  manifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Generates the manifest; compares it with the committed one, or writes it. */
export async function manifest({ write = false } = {}) {
  if (!existsSync(join(root, 'packages/elements/src/index.ts'))) return { ok: true, output: '' };
  const fresh = `.cache/manifest-${process.pid}`;
  const args = ['analyze', '--config', '.config/custom-elements-manifest.config.mjs', '--outdir', fresh];
  const { code, output } = await run('cem', args, { capture: true });
  const file = join(root, fresh, 'custom-elements.json');
  if (code !== 0 || !existsSync(file)) return { ok: false, output };
  const text = stable(readFileSync(file, 'utf8'));
  rmSync(join(root, fresh), { recursive: true, force: true });
  if (existsSync(committed) && readFileSync(committed, 'utf8') === text) return { ok: true, output: '' };
  if (!write)
    return { ok: false, output: 'packages/elements/etc/custom-elements.json is out of date: npm run verify -- --fix' };
  mkdirSync(join(root, 'packages/elements/etc'), { recursive: true });
  writeFileSync(committed, text);
  return { ok: true, output: '' };
}
