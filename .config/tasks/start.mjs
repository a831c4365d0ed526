// `npm start`: builds what changed, then runs the demo (a gateway and two hospitals) until it is stopped.
import { run } from '../process-tree.mjs';
import { build } from './build.mjs';

export default async function task(args) {
  const built = await build({ capture: true });
  if (built.code !== 0) {
    console.error(built.output);
    return built.code;
  }
  const source = ['--conditions=@diemcau/source', '--import', 'tsx'];
  return (await run('node', [...source, 'examples/his-portal/src/start.ts', ...args])).code;
}
