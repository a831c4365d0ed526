import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../process-tree.mjs';

const machinePaths = /(?:^|[\s'"`(=:])\/(?:(?:work|root)(?![\w.-])|home\/[a-z]|Users\/[A-Za-z])/;
const largest = 5_000_000;
const isText = (file) => /\.(?:[cm]?[jt]s|tsx|json|ya?ml|md|html|css|sql|xml|sh|py)$|\/run$/.test(file);

function faults(file) {
  const path = join(root, file);
  const found = [];
  if (statSync(path).size > largest) found.push(`${file}: larger than ${largest / 1e6} MB`);
  if (!isText(file) || file === '.config/checks/hygiene.mjs') return found;
  const lines = readFileSync(path, 'utf8').split('\n');
  lines.forEach((line, index) => {
    if (machinePaths.test(line)) found.push(`${file}:${index + 1}: a path of one machine`);
    if (file === 'pnpm-lock.yaml' && /https?:\/\//.test(line)) found.push(`${file}:${index + 1}: a host name`);
    if (/^(?:<{7}|>{7}) /.test(line)) found.push(`${file}:${index + 1}: a merge conflict`);
  });
  return found;
}

/** Tracked files name no machine and no package host, and none is huge. */
export const check = {
  name: 'hygiene',
  order: 6,
  async perform() {
    const { output } = await run('git', ['ls-files', '-z'], { capture: true });
    const found = output
      .split('\0')
      .filter(Boolean)
      .flatMap((file) => {
        try {
          return faults(file);
        } catch {
          return []; // deleted in the working tree
        }
      });
    return { ok: found.length === 0, output: found.join('\n') };
  },
};
