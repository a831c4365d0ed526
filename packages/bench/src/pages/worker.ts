/** Calls to a worker: comlink as the SDK uses it against bare messages; a record's text against the same as objects. */
import { wrap, transfer, type Remote } from 'comlink';

declare const WORKER_SOURCE: string;

async function setup() {
  const url = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: 'text/javascript' }));
  const wrapped = new Worker(url, { type: 'module', name: 'comlink' });
  const plain = new Worker(url, { type: 'module', name: 'plain' });
  const api = wrap<{ echo(value: unknown): unknown }>(wrapped) as Remote<{ echo(value: unknown): unknown }>;
  const waiting = new Map<number, (value: unknown) => void>();
  let id = 0;
  plain.addEventListener('message', ({ data }: MessageEvent<{ id: number; echo: unknown }>) => {
    waiting.get(data.id)?.(data.echo);
    waiting.delete(data.id);
  });
  const bare = (echo: unknown, move: Transferable[] = []) =>
    new Promise<unknown>((resolve) => {
      waiting.set(++id, resolve);
      plain.postMessage({ id, echo }, move);
    });
  return {
    api,
    bare,
    close: () => {
      wrapped.terminate();
      plain.terminate();
    },
  };
}

async function rate(call: (value: unknown) => Promise<unknown>, count: number, flight: number) {
  const start = performance.now();
  for (let i = 0; i < count; i += flight) await Promise.all(Array.from({ length: flight }, (_, j) => call(i + j)));
  return count / ((performance.now() - start) / 1000);
}

async function took(work: () => Promise<unknown>) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

Object.assign(globalThis, {
  async measure(bundle: string) {
    const { api, bare, close } = await setup();
    const comlink = (value: unknown) => Promise.resolve(api.echo(value));
    await comlink(0);
    await bare(0);
    const figures = {
      sequential: { ours: await rate(comlink, 2000, 1), floor: await rate(bare, 2000, 1) },
      flight: { ours: await rate(comlink, 10_000, 100), floor: await rate(bare, 10_000, 100) },
      text: {
        ours: await took(async () => JSON.parse((await comlink(bundle)) as string)),
        floor: await took(() => bare(JSON.parse(bundle))),
      },
      bytes: {
        ours: await took(() => {
          const buffer = new ArrayBuffer(10_000_000);
          return comlink(transfer(buffer, [buffer]));
        }),
        floor: await took(() => {
          const buffer = new ArrayBuffer(10_000_000);
          return bare(buffer, [buffer]);
        }),
      },
    };
    close();
    return figures;
  },
});
