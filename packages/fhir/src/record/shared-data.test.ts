import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readInsuranceXml } from '../xml/read-insurance-xml.js';
import { readRecord } from './read-record.js';
import type { RecordModel } from './record.types.js';

type Expected = Record<string, { total?: number; sections: Record<string, { state: string; count: number }> }>;

const expected = JSON.parse(
  readFileSync(new URL('../../test/expected-sections.json', import.meta.url), 'utf8'),
) as Expected;
const shared = process.env['DIEMCAU_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const data = `${shared}/data`;

if (!existsSync(data)) {
  test(
    'every file of the shared data reads as the independent table says',
    { skip: 'the shared data is not beside this checkout (../shared/data, or DIEMCAU_SHARED)' },
    () => {},
  );
} else {
  test('the table names every file of the shared data', () => {
    const files = ['ips', 'synthea', 'xml130/synthetic'].flatMap((folder) =>
      readdirSync(`${data}/${folder}`).map((file) => `${folder}/${file}`),
    );
    assert.deepEqual(files.sort(), Object.keys(expected).sort());
  });
  for (const [file, { total, sections }] of Object.entries(expected)) {
    test(`${file}: every section as expected, every resource accounted for`, () => {
      const text = readFileSync(`${data}/${file}`, 'utf8');
      const model = file.endsWith('.xml') ? readRecord(ok(readInsuranceXml(text))) : readRecord(text);
      const record = ok(model);
      const found = Object.fromEntries(
        Object.entries(record.sections).map(([key, { state, count }]) => [key, { state, count }]),
      );
      assert.deepEqual(found, sections);
      if (total !== undefined) assert.equal(record.total, total);
      assert.equal(accounted(record), record.total);
      assert.deepEqual(record.setAside, []);
      const keys = Object.values(record.sections).flatMap(({ entries }) => entries.map(({ key }) => key));
      assert.equal(new Set(keys).size, keys.length, 'keys are unique');
    });
  }
}

function ok<T>(result: { ok?: T; issues: readonly unknown[] }): T {
  assert.ok(result.ok !== undefined, JSON.stringify(result.issues));
  return result.ok;
}

function accounted(record: RecordModel): number {
  const shown = Object.values(record.sections).flatMap(({ entries }) =>
    entries.filter(({ resourceType }) => resourceType !== 'Section'),
  ).length;
  return shown + record.setAside.length + Object.values(record.notDisplayed).reduce((sum, count) => sum + count, 0);
}
