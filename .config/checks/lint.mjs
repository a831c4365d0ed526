import { run } from '../process-tree.mjs';

/** ESLint: types, documentation of what is public, templates, the oldest browsers, our own grammar. */
export const check = {
  name: 'lint',
  order: 3,
  async perform({ fix }) {
    const args = ['--config', '.config/eslint.config.mjs', '--max-warnings', '0', '--no-warn-ignored'];
    const { code, output } = await run('eslint', [...args, ...(fix ? ['--fix'] : []), '.'], { capture: true });
    return { ok: code === 0, output };
  },
};
