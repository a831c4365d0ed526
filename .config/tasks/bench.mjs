// `npm run bench -- <name> [--json]`: one benchmark against its floor and its peers.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../files.mjs';
import { findBrowser } from '../find-browser.mjs';
import { root, run } from '../process-tree.mjs';
import { build } from './build.mjs';

const folder = 'packages/bench/src';
const entry = (name) => [`${folder}/${name}/${name}.bench.ts`, `${folder}/${name}.bench.ts`];

export default async function task(args) {
  const name = args.find((word) => !word.startsWith('-'));
  const file = name && entry(name).find((path) => existsSync(join(root, path)));
  if (!file) {
    const known = filesBelow(folder, (path) => path.endsWith('.bench.ts')).map((path) => /([^/]+)\.bench\.ts$/.exec(path)[1]);
    console.error(`Usage: npm run bench -- <name> [--json]; names: ${known.join(', ')}`);
    return 2;
  }
  const built = await build({ capture: true });
  if (built.code !== 0) {
    console.error(built.output);
    return built.code;
  }
  const env = { CHROME_PATH: findBrowser() };
  const rest = args.filter((word) => word !== name);
  return (await run('node', ['--conditions=@diemcau/source', '--import', 'tsx', file, ...rest], { env })).code;
}
