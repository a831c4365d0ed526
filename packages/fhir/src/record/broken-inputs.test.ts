import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenInputs } from '../../test/broken-inputs.js';
import { timed } from '../../test/mutate.js';
import { readRecord } from './read-record.js';

for (const { fault, source, shows, truncated, refused } of brokenInputs)
  test(`fault ${fault}`, () => {
    const input = source();
    const { ok, issues } = timed(() => readRecord(input));
    if (refused) return assert.equal(issues[0]?.code, 'malformed');
    assert.ok(ok, JSON.stringify(issues));
    const titles = Object.values(ok.sections).flatMap(({ entries }) => entries.map(({ title }) => title));
    for (const title of shows) assert.ok(titles.includes(title), title);
    if (truncated)
      for (const [section, { state }] of Object.entries(ok.sections))
        if (section !== 'patient') assert.ok(state === 'truncated' || state === 'failed', `${section} ${state}`);
  });
