import { run } from '../process-tree.mjs';

/** knip: files, exports and dependencies that nobody uses, and dependencies that are used and not declared. */
export const check = {
  name: 'unused',
  order: 5,
  async perform() {
    const { code, output } = await run(
      'knip',
      ['--config', '.config/knip.json', '--no-progress', '--no-config-hints'],
      { capture: true },
    );
    return { ok: code === 0, output };
  },
};
