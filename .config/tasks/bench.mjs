// `npm run bench -- <name> [--json]`: one benchmark against its floor and its peers.
import { findBrowser } from '../find-browser.mjs';
import { run } from '../process-tree.mjs';
import { build } from './build.mjs';

export default async function task(args) {
  const built = await build({ capture: true });
  if (built.code !== 0) {
    console.error(built.output);
    return built.code;
  }
  const source = ['--conditions=@diemcau/source', '--import', 'tsx'];
  return (await run('node', [...source, 'packages/bench/src/run.ts', ...args], { env: { CHROME_PATH: findBrowser() } }))
    .code;
}
