import { run } from '../process-tree.mjs';

/** Prettier, over everything that is not generated. */
export const check = {
  name: 'format',
  order: 1,
  async perform({ fix }) {
    const args = ['--config', '.config/prettier.json', '--ignore-path', '.prettierignore', '--log-level', 'warn'];
    const { code, output } = await run('prettier', [...args, fix ? '--write' : '--check', '.'], { capture: true });
    return { ok: code === 0, output };
  },
};
