// `npm run storybook`: the stories, with reload; `npm run storybook -- build` writes them to storybook-static/.
import { run } from '../process-tree.mjs';
import { manifest } from '../manifest.mjs';

export default async function task(args) {
  await manifest({ write: true });
  const quiet = ['--config-dir', '.storybook', '--disable-telemetry'];
  if (args[0] === 'build')
    return (await run('storybook', ['build', ...quiet, '--output-dir', 'storybook-static', ...args.slice(1)])).code;
  return (await run('storybook', ['dev', ...quiet, '--ci', '--no-version-updates', '--port', '6006', ...args])).code;
}
