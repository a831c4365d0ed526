import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { rules } from './rules/index.js';

const fields = JSON.parse(readFileSync(new URL('../../test/insurance-fields.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, string>
>;

test('no field of XML1–5, 7, 8, 13, 14 is missing from the mapping, and none is invented', () => {
  assert.deepEqual(Object.keys(rules), Object.keys(fields));
  for (const [table, list] of Object.entries(fields))
    assert.deepEqual(Object.keys(rules[table]!).sort(), Object.keys(list).sort(), table);
});

test('the guide is the mapping', async () => {
  const { mappingGuide } = (await import(new URL('../../test/write-mapping-guide.mjs', import.meta.url).href)) as {
    mappingGuide(): string;
  };
  assert.equal(
    readFileSync(new URL('../../../../docs/guides/insurance-xml-mapping.md', import.meta.url), 'utf8'),
    mappingGuide(),
  );
});
