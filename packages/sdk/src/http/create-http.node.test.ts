import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { createHttp } from './create-http.js';

describe('an answer read as bytes', () => {
  it('may take longer than any other, as long as more of it arrives', async (t) => {
    const { bytes, send, end } = setup(t);
    const pieces: number[] = [];
    const answer = bytes({ onBytes: (piece) => pieces.push(piece.length) });
    for (let n = 0; n < 5; n += 1) {
      await send('x'.repeat(10));
      mock.timers.tick(14_000);
    }
    await end();
    assert.equal((await answer).byteLength, 50);
    assert.deepEqual(pieces, [10, 10, 10, 10, 10]);
  });

  it('has timed out when nothing came for a while', async (t) => {
    const { bytes, send } = setup(t);
    const answer = bytes();
    await send('x');
    mock.timers.tick(15_000);
    await assert.rejects(answer, { code: 'network/timeout' });
  });

  it('is unreachable when the line breaks in the middle', async (t) => {
    const { bytes, send, fail } = setup(t);
    const answer = bytes();
    await send('x');
    fail();
    await assert.rejects(answer, { code: 'network/unreachable', retryable: true });
  });
});

function setup(t: { after(clean: () => void): void }) {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  let body!: ReadableStreamDefaultController<Uint8Array>;
  const http = createHttp({
    gateway: 'https://gateway.example.vn',
    authorize: () => Promise.resolve({}),
    renew: () => Promise.resolve(),
    fetch: ((_url: string, { signal }: RequestInit) => {
      const stream = new ReadableStream<Uint8Array>({ start: (controller) => void (body = controller) });
      signal!.addEventListener('abort', () => body.error(signal!.reason));
      return Promise.resolve(new Response(stream));
    }) as typeof fetch,
  });
  /** Until what was sent was read and told. */
  const told = () => new Promise((resolve) => setImmediate(resolve));
  return {
    bytes: (call?: Parameters<typeof http.bytes>[1]) => http.bytes('Bundle/b', call),
    async send(text: string) {
      await told();
      body.enqueue(new TextEncoder().encode(text));
      await told();
    },
    async end() {
      body.close();
      await told();
    },
    fail: () => body.error(new TypeError('network error')),
  };
}
