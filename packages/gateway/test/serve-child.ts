import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A gateway in a process of its own, as an operator runs it. */
export interface ServingChild {
  url: string;
  /** Everything it wrote. */
  lines: string[];
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

const entry = `import { main } from ${JSON.stringify(new URL('../src/cli.ts', import.meta.url).href)}; process.exitCode = await main(process.argv.slice(1));`;

/** Runs the command line and waits for its `ready`. */
export async function serveChild(args: string[]): Promise<ServingChild> {
  const child = runCli(['serve', '--host', '127.0.0.1', ...args]);
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout! });
  output.on('line', (line) => lines.push(line));
  createInterface({ input: child.stderr! }).on('line', (line) => lines.push(line));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const ready = new Promise<void>((resolve) => output.on('line', (line) => line === 'ready' && resolve()));
  await Promise.race([ready, exited.then(() => Promise.reject(new Error(lines.join('\n'))))]);
  return {
    url: lines.find((line) => line.startsWith('gateway '))!.slice('gateway '.length),
    lines,
    async kill(signal) {
      child.kill(signal);
      return (await exited)[0];
    },
  };
}

export function runCli(args: string[]): ChildProcess {
  const node = [
    '--conditions=@diemcau/source',
    '--import',
    import.meta.resolve('tsx'),
    '--input-type=module',
    '-e',
    entry,
    '--',
    ...args,
  ];
  return spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs the command line to its end. */
export async function cli(args: string[]): Promise<{ code: number | null; output: string }> {
  const child = runCli(args);
  let output = '';
  child.stdout!.on('data', (chunk) => (output += String(chunk)));
  child.stderr!.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
