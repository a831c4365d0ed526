import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** How the demo's gateway is started: as its own process, the way an operator starts it. */
export interface GatewayOptions {
  port: number;
  publicUrl: string;
  dataDir: string;
  directoryFile: string;
  /** Thumbprint of the network key that must have signed the directory. */
  networkKey: string;
  /** Folder of the built widgets, for the companion window. */
  assets: string;
  log: (line: string) => void;
}

const script = fileURLToPath(new URL('run-gateway.ts', import.meta.url));

/** A gateway as a process; it may be stopped, or killed as by a power cut, and started again on the same data. */
export class GatewayProcess {
  #child: ChildProcess | undefined;

  constructor(readonly options: GatewayOptions) {}

  /** Resolves when the gateway says that it is ready. */
  async start(): Promise<void> {
    const { port, publicUrl, dataDir, directoryFile, networkKey, assets, log } = this.options;
    const args = [
      '--port',
      String(port),
      '--public-url',
      publicUrl,
      '--data',
      dataDir,
      '--directory',
      directoryFile,
      // With an equals sign: a thumbprint may begin with a hyphen.
      `--network-key=${networkKey}`,
      '--assets',
      assets,
    ];
    const child = spawn(
      process.execPath,
      ['--conditions=@diemcau/source', '--import', import.meta.resolve('tsx'), script, ...args],
      { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
    );
    this.#child = child;
    let complaint = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-4000)));
    const ended = once(child, 'exit').then(([code, signal]) => {
      log(`gateway ended (${signal ?? code})`);
      return false;
    });
    const ready = once(child, 'message').then(() => true);
    if (!(await Promise.race([ready, ended]))) throw new Error(`The gateway did not start.\n${complaint}`);
  }

  /** Ends it; `SIGKILL` as a power cut would. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
