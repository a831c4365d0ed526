import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

describe('every entry, in bare Node', () => {
  for (const entry of ['./index.js', './testing.js', './verify.js']) {
    it(`${entry} is imported without an effect`, async () => {
      const before = Object.keys(globalThis).sort();
      const resources = process.getActiveResourcesInfo().filter((kind) => kind !== 'MessagePort').length;
      assert.ok(Object.keys((await import(entry)) as object).length > 0);
      assert.deepEqual(Object.keys(globalThis).sort(), before);
      assert.ok(
        process.getActiveResourcesInfo().filter((kind) => kind !== 'MessagePort').length <= resources,
        'no timer, no socket',
      );
    });
  }

  it('a client is made without asking anybody for anything', async () => {
    const { createDiemcau } = await import('./index.js');
    const client = createDiemcau({
      gateway: 'https://gateway.example.vn',
      tokenProvider: () => assert.fail('asked for a token'),
    });
    assert.equal(client.network.snapshot.status, 'idle');
    await client.close();
  });
});
