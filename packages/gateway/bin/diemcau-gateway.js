#!/usr/bin/env node
// Runs what was built; in a checkout without a build, the source.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/cli.js', import.meta.url);
if (existsSync(built)) {
  const { main } = await import(built.href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  const source = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
  const run = `import { main } from ${JSON.stringify(source)}; process.exitCode = await main(process.argv.slice(1));`;
  const args = ['--conditions=@diemcau/source', '--import', 'tsx', '--input-type=module', '-e', run, '--', ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => (process.exitCode = signal ? 1 : (code ?? 1)));
}
