import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { backup } from '../src/store/backup.js';
import { restore } from '../src/store/restore.js';
import { ok } from './case.js';
import { wholeCase, type Ids } from './matrix.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';
import { sites, startGateway, type TestGateway } from './start.js';

describe('backup and restore', () => {
  let test: TestGateway;
  let other: TestDatabase;
  let ids: Ids;
  let folder: string;
  before(async () => {
    test = await startGateway();
    other = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'diemcau-backup-'));
    ids = await wholeCase(await test.person({ siteId: sites.coTo }), await test.person({ siteId: sites.nhi }));
  });
  after(async () => {
    await other.drop();
    await test.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('refuses a backup that was changed, and leaves nothing of it', async () => {
    const changed = join(folder, 'changed');
    await backup(test.database.ownerUrl, changed);
    const place = join(changed, 'case_file.jsonl.gz');
    await writeFile(
      place,
      gzipSync(
        gunzipSync(await readFile(place))
          .toString()
          .replace('"completed"', '"cancelled"'),
      ),
    );
    await assert.rejects(restore(other.ownerUrl, changed), /case_file was changed/);
    assert.deepEqual(await other.query('select from diemcau.case_file'), []);
  });
  it('brings back every row as it was, and a gateway serves it', async () => {
    const made = await backup(test.database.ownerUrl, join(folder, 'one'));
    assert.ok(
      made.tables.every(({ name, rows }) => rows > 0 || ['practitioner_role', 'sealed_item'].includes(name)),
      JSON.stringify(made.tables),
    );
    await restore(other.ownerUrl, join(folder, 'one'));
    const copy = await backup(other.ownerUrl, join(folder, 'two'));
    assert.deepEqual(copy.tables, made.tables, 'same rows, same hashes');
    await assert.rejects(restore(other.ownerUrl, join(folder, 'one')), /not empty/);
    const restored = await startGateway({ databaseUrl: other.runUrl });
    const minh = await restored.person({ siteId: sites.nhi });
    ok(await minh.send('GET', `/fhir/R4/Bundle/${ids.Bundle}`));
    ok(await minh.command('case.say', ids.Task!, { text: 'vẫn viết được' }));
    await restored.stop();
  });
});
