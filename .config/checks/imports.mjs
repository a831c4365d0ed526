import { run } from '../process-tree.mjs';

/** dependency-cruiser: layers, nouns, cycles, and who alone may import what. */
export const check = {
  name: 'imports',
  order: 4,
  async perform() {
    const args = [
      '--config',
      '.config/dependency-cruiser.cjs',
      '--output-type',
      'err',
      'packages',
      'examples',
      'stories',
    ];
    const { code, output } = await run('depcruise', args, { capture: true });
    return { ok: code === 0, output };
  },
};
