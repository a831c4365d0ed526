import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DiemcauError } from '@diemcau/protocol';
import { createLookMemory } from './look-memory.js';

const minute = 60_000;

describe('what was seen of a record', () => {
  it('is what was seen before this sitting, however often it is opened in it', async () => {
    const { keep, at } = setup();
    const first = createLookMemory(keep, 'c', at(0));
    assert.equal(await first.before(), undefined);
    await first.saw('A');
    assert.equal(await createLookMemory(keep, 'c', at(5)).before(), undefined, 'the first sitting goes on');
    const second = createLookMemory(keep, 'c', at(600));
    assert.equal((await second.before())?.seen, 'A');
    await second.saw('B');
    const again = createLookMemory(keep, 'c', at(610));
    assert.equal((await again.before())?.seen, 'A', 'opened again within the sitting: what was new stays new');
    await again.saw('B');
    assert.equal((await createLookMemory(keep, 'c', at(2_000)).before())?.seen, 'B');
  });

  it('is kept for each case, names no patient, and is forgotten when told', async () => {
    const { keep, at, names } = setup();
    const memory = createLookMemory(keep, '0190-case', at(0));
    await memory.saw('A');
    assert.deepEqual(names(), ['record-look\n0190-case']);
    assert.equal(await createLookMemory(keep, 'other', at(600)).before(), undefined);
    await memory.forget();
    assert.deepEqual(names(), []);
  });

  it('is no reason not to show a record where nothing can be kept', async () => {
    const fails = () => Promise.reject(new DiemcauError('offline/store-unavailable'));
    const memory = createLookMemory({ put: fails, get: fails, delete: fails }, 'c', Date.now);
    assert.equal(await memory.before(), undefined);
    await memory.saw('A');
    await memory.forget();
  });
});

function setup() {
  const kept = new Map<string, unknown>();
  return {
    names: () => [...kept.keys()],
    at: (minutes: number) => () => Date.parse('2026-10-05T00:00:00Z') + minutes * minute,
    keep: {
      put: (name: string, value: unknown) => (kept.set(name, value), Promise.resolve('')),
      get: <T>(name: string) => Promise.resolve(kept.has(name) ? { value: kept.get(name) as T, at: '' } : undefined),
      delete: (name: string) => (kept.delete(name), Promise.resolve()),
    },
  };
}
