import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wholeCase } from './matrix.js';
import { describeMatrix, reads, showsNothing } from './matrix-suite.js';
import { sites, startGateway } from './start.js';

describeMatrix('the access function alone', { asOwner: true });

describe('the matrix itself', () => {
  it('finds a leak when both walls are down', async () => {
    const test = await startGateway({ parts: { mayRead: () => true }, asOwner: true });
    try {
      const ids = await wholeCase(await test.person({ siteId: sites.coTo }), await test.person({ siteId: sites.nhi }));
      const leaks = await showsNothing(await test.person({ siteId: sites.stranger }), ids, reads);
      assert.ok(leaks.length > 40, `${leaks.length}`);
    } finally {
      await test.stop();
    }
  });
});
