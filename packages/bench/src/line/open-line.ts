import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const ip = async (...args: string[]) => void (await execute('ip', args));

/** How a line behaves, both ways. */
export interface LineShape {
  /** One way, ms. */
  delay?: number;
  /** ms around the delay. */
  jitter?: number;
  /** Mean share of lost packets, 0..1. */
  loss?: number;
  /** Mean length of a loss, packets. */
  burst?: number;
  /** bit/s. */
  rate?: number;
  /** Nothing passes. */
  cut?: boolean;
}

/** Two network namespaces that reach each other by nothing but a line, and this process, which reaches the second one. */
export interface Line {
  /** Names of the namespaces: the remote island, the mainland. */
  readonly namespaces: readonly [island: string, mainland: string];
  /** The mainland's address on the line. */
  readonly address: string;
  /** The mainland's address as this process reaches it. */
  readonly controlAddress: string;
  /** Resolves with the epoch ms at which the shape holds. */
  shape(shape: LineShape): Promise<number>;
  /** The island's end gets another address, as when Wi-Fi is left for mobile data; resolves with the epoch ms of the change. */
  changeAddress(): Promise<number>;
  close(): Promise<void>;
}

/** Why no line can be made here; undefined when one can. */
export async function noLineBecause(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'network namespaces want Linux and root';
  try {
    await access('/dev/net/tun', constants.R_OK | constants.W_OK);
    await execute('python3', ['--version']);
    await execute('ip', ['-V']);
    return undefined;
  } catch {
    return 'it wants /dev/net/tun, python3 and ip (iproute2)';
  }
}

/** Makes both namespaces and the line between them; `close` takes all of it away again. */
export async function openLine(): Promise<Line> {
  const own = `dc${process.pid}`;
  const namespaces = [`${own}a`, `${own}b`] as const;
  const [island, mainland] = namespaces;
  const near = `${own}v`;
  // Another run may be on its way out: each has addresses of its own.
  const control = `10.98.${process.pid % 256}`;
  const undo = async () => {
    await ip('link', 'delete', near).catch(() => undefined);
    // Taking a namespace away takes its devices with it.
    for (const name of namespaces) await ip('netns', 'delete', name).catch(() => undefined);
  };
  try {
    for (const [index, name] of namespaces.entries()) {
      await ip('netns', 'add', name);
      await ip('-n', name, 'link', 'set', 'lo', 'up');
      await ip('-n', name, 'tuntap', 'add', 'dev', 'line0', 'mode', 'tun');
      await ip('-n', name, 'address', 'add', `10.99.0.${index + 1}/24`, 'dev', 'line0');
      await ip('-n', name, 'link', 'set', 'line0', 'up', 'mtu', '1500');
      await ip('-n', name, 'route', 'add', 'default', 'dev', 'line0');
    }
    await ip('link', 'add', near, 'type', 'veth', 'peer', 'name', 'control0', 'netns', mainland);
    await ip('address', 'add', `${control}.1/30`, 'dev', near);
    await ip('link', 'set', near, 'up');
    await ip('-n', mainland, 'address', 'add', `${control}.2/30`, 'dev', 'control0');
    await ip('-n', mainland, 'link', 'set', 'control0', 'up');
  } catch (error) {
    await undo();
    throw error;
  }
  const relay = spawn('python3', [fileURLToPath(new URL('line.py', import.meta.url)), island, mainland], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface(relay.stdout);
  await once(answers, 'line');
  let host = 1;
  return {
    namespaces,
    address: '10.99.0.2',
    controlAddress: `${control}.2`,
    async shape(shape) {
      const held = once(answers, 'line');
      relay.stdin.write(`${JSON.stringify(shape)}\n`);
      await held;
      return Date.now();
    },
    async changeAddress() {
      const [old, fresh] = [`10.99.0.${host}/24`, `10.99.0.${(host = host === 1 ? 3 : 1)}/24`];
      await ip('-n', island, 'address', 'delete', old, 'dev', 'line0');
      await ip('-n', island, 'address', 'add', fresh, 'dev', 'line0');
      // The route by the device goes with its last address.
      await ip('-n', island, 'route', 'replace', 'default', 'dev', 'line0');
      return Date.now();
    },
    async close() {
      const ended = once(relay, 'exit');
      relay.stdin.end();
      await ended;
      await undo();
    },
  };
}
