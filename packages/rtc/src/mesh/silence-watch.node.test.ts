import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SilenceWatch } from './silence-watch.js';

describe('the silence watch', () => {
  it('counts from the last sign of life, of whichever kind', () => {
    const watch = new SilenceWatch();
    watch.begin(0);
    watch.sample(100, 'rtp', '1');
    watch.sample(200, 'rtp', '2');
    watch.sample(900, 'rtp', '2');
    assert.equal(watch.silentFor(900), 700);
    watch.sample(950, 'bytes', 10);
    assert.equal(watch.silentFor(950), 750, 'a first reading says nothing');
    watch.sample(1_000, 'bytes', 20);
    assert.equal(watch.silentFor(1_000), 0);
    watch.sample(1_500, 'bytes', 5);
    assert.equal(watch.silentFor(1_500), 500, 'a path was given up');
  });

  it('is not silent before anything could flow, nor after the page slept', () => {
    const watch = new SilenceWatch();
    assert.equal(watch.silentFor(9_999), 0);
    watch.begin(0);
    watch.awake(100);
    watch.awake(60_000);
    assert.ok(watch.silentFor(60_000) < 250);
  });
});
