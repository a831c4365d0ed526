import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** How the demo's gateway is started: as its own process, the way an operator starts it. */
export interface GatewayOptions {
  port: number;
  publicUrl: string;
  dataDir: string;
  directoryFile: string;
  log: (line: string) => void;
}

const require = createRequire(import.meta.url);
const home = dirname(require.resolve('@diemcau/gateway/package.json'));

/** A running gateway; `stop` ends it politely, `kill` as a power cut would. */
export class GatewayProcess {
  #child: ChildProcess | undefined;

  constructor(readonly options: GatewayOptions) {}

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when the gateway says that it is ready. */
  async start(): Promise<void> {
    const { port, publicUrl, dataDir, directoryFile, log } = this.options;
    const script = join(home, 'src/cli/main.ts');
    const args = ['serve', '--port', String(port), '--public-url', publicUrl, '--data', dataDir, '--directory', directoryFile];
    const child = spawn(process.execPath, [...process.execArgv, script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    const tail: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream!.setEncoding('utf8').on('data', (text: string) => {
        tail.push(text);
        if (tail.length > 50) tail.shift();
      });
    child.once('exit', (code, signal) => log(`gateway ended (${signal ?? code})`));
    await this.#ready(child, publicUrl, tail);
  }

  async #ready(child: ChildProcess, publicUrl: string, tail: string[]) {
    const ended = new AbortController();
    child.once('exit', () => ended.abort());
    for (;;) {
      if (ended.signal.aborted) throw new Error(`The gateway did not start:\n${tail.join('')}`);
      const ready = await fetch(`${publicUrl}/readyz`, { signal: ended.signal }).catch(() => undefined);
      if (ready?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
