#!/usr/bin/env node
// Runs what was built; in a checkout without a build, the source.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const built = new URL('../dist/cli.js', import.meta.url);
if (existsSync(built)) {
  const { main } = await import(built.href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  const source = new URL('../src/cli.ts', import.meta.url).href;
  const run = `import { main } from ${JSON.stringify(source)}; process.exitCode = await main(process.argv.slice(1));`;
  const args = [
    '--conditions=@diemcau/source',
    '--import',
    import.meta.resolve('tsx'),
    '--input-type=module',
    '-e',
    run,
    '--',
    ...process.argv.slice(2),
  ];
  // A group of its own: Ctrl-C reaches it once, through us.
  const child = spawn(process.execPath, args, { stdio: 'inherit', detached: true });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => (process.exitCode = signal ? 1 : (code ?? 1)));
}
