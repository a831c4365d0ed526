import { filesBelow } from '../files.mjs';
import { run } from '../process-tree.mjs';

/** Every catalog speaks every language, with the same keys, and no sentence is empty. */
export const check = {
  name: 'catalogs',
  order: 8,
  async perform() {
    const catalogs = filesBelow('packages/elements/src', (file) => /\.messages\.ts$/.test(file));
    const args = ['--conditions=@diemcau/source', '--import', 'tsx', '.config/compare-catalogs.mjs'];
    const { code, output } = await run('node', args, { capture: true, env: { CATALOGS: JSON.stringify(catalogs) } });
    return { ok: code === 0, output };
  },
};
