import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reader, RecordSummary } from '../internal/records.types.js';
import { createRecordStore } from './create-record-store.js';
import { emptySections } from './empty-sections.js';
import type { RecordStoreState } from './record.types.js';

const summary = (patch: Partial<RecordSummary>): RecordSummary => ({
  patient: undefined,
  sections: emptySections(),
  setAside: [],
  notDisplayed: {},
  total: 0,
  source: undefined,
  ...patch,
});
const problems = (state: 'truncated' | 'loaded', count: number) => ({
  sections: { ...emptySections(), problems: { state, count, entries: [] } },
});

describe('the record store', () => {
  it('shows a first look while it is loading, and is ready only when all was read', async () => {
    const { store, seen } = setup();
    await store.reload();
    assert.deepEqual(seen, [
      'loading not-provided 0',
      'loading truncated 0',
      'loading loaded 3001',
      'ready loaded 3001',
    ]);
  });

  it('keeps what was read whole while it is read again', async () => {
    const { store, seen } = setup();
    await store.reload();
    seen.length = 0;
    await store.reload();
    assert.ok(!seen.some((state) => state.includes('truncated')), seen.join());
    assert.equal(seen.at(-1), 'ready loaded 3001');
  });

  it('leaves no look behind when the rest fails', async () => {
    const { store } = setup({ fails: true });
    await assert.rejects(store.reload());
    assert.equal(store.snapshot.status, 'failed');
    assert.deepEqual([...new Set(Object.values(store.snapshot.sections).map(({ state }) => state))], ['failed']);
  });
});

function setup({ fails = false } = {}) {
  const reader: Pick<Reader, 'add' | 'drop'> = {
    async add(_reading, _source, { look }) {
      look?.(summary(problems('truncated', 20)));
      await Promise.resolve();
      if (fails) throw new Error('broken');
      return summary({ ...problems('loaded', 3000), total: 3001 });
    },
    drop: () => undefined,
  };
  const deps = { reader, session: { current: undefined, onMe: () => () => undefined } } as unknown as Parameters<
    typeof createRecordStore
  >[0];
  const store = createRecordStore(deps, (reading) => reading.add('{}', 'source'));
  const seen: string[] = [];
  store.subscribe(({ status, sections, total }: RecordStoreState) =>
    seen.push(`${status} ${sections.problems.state} ${total}`),
  );
  return { store, seen };
}
