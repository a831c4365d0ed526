import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagesIn } from '../files.mjs';
import { root, run } from '../process-tree.mjs';

/** One report for each published entry: `etc/<package>[-<entry>].api.md`. */
function entries() {
  return packagesIn().flatMap((name) => {
    const { exports = {}, private: hidden } = JSON.parse(
      readFileSync(join(root, `packages/${name}/package.json`), 'utf8'),
    );
    if (hidden) return [];
    return Object.entries(exports)
      .filter(([, target]) => target.types && existsSync(join(root, `packages/${name}`, target['@diemcau/source'])))
      .map(([key, target]) => ({
        name,
        report: key === '.' ? name : `${name}-${key.slice(2).replace(/\//g, '-')}`,
        types: join(root, `packages/${name}`, target.types),
      }));
  });
}

/** The committed API reports say what the packages export; a change of contract shows in review. */
export const check = {
  name: 'api',
  order: 11,
  needsBuild: true,
  async perform({ fix }) {
    const wanted = entries();
    for (const { name } of wanted) mkdirSync(join(root, `packages/${name}/etc`), { recursive: true });
    const env = { API_ENTRIES: JSON.stringify(wanted), API_WRITE: fix ? '1' : '' };
    const { code, output } = await run('node', ['.config/api-report.mjs'], { capture: true, env });
    return { ok: code === 0, output };
  },
};
