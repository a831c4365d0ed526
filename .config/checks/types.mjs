import { run } from '../process-tree.mjs';

/** The type checker over all sources, tests, stories and examples. */
export const check = {
  name: 'types',
  order: 2,
  async perform() {
    const cache = ['--incremental', '--tsBuildInfoFile', '.cache/types.tsbuildinfo'];
    const { code, output } = await run('tsc', ['-p', 'tsconfig.json', '--noEmit', ...cache], { capture: true });
    return { ok: code === 0, output };
  },
};
