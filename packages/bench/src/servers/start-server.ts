import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Ask, Usage } from './serve-parent.js';

export interface RunningServer {
  readonly url: string;
  ask(what: Exclude<Ask, 'stop'>): Promise<Usage>;
  stop(): Promise<void>;
}

/**
 * Starts one of the servers beside this file, in a network namespace if one is named; `given` is its first message. Extra V8 flags, as
 * `--cpu-prof`, come from BENCH_NODE_FLAGS.
 */
export async function startServer(
  name: 'gateway' | 'bare-relay' | 'signal-relay',
  given?: object,
  { namespace }: { namespace?: string } = {},
): Promise<RunningServer> {
  const flags = process.env['BENCH_NODE_FLAGS']?.split(' ').filter(Boolean) ?? [];
  const child = fork(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), {
    ...(namespace ? { execPath: 'ip' } : {}),
    execArgv: [
      ...(namespace ? ['netns', 'exec', namespace, process.execPath] : []),
      '--expose-gc',
      '--conditions=@diemcau/source',
      '--import',
      new URL('register-typescript.mjs', import.meta.url).href,
      ...flags,
    ],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const died = once(child, 'exit').then(() => Promise.reject(new Error(`${name} ended`)));
  died.catch(() => undefined);
  if (given) child.send(given);
  const answer = async <T>() => (await Promise.race([once(child, 'message'), died]))[0] as T;
  const { url } = await answer<{ url: string }>();
  return {
    url,
    async ask(what) {
      const told = answer<Usage>();
      child.send(what);
      return told;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.send('stop');
      await ended;
    },
  };
}
