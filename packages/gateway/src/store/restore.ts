import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import type { Manifest } from './backup.js';
import { identities, tables } from './tables.js';

/**
 * Puts a backup into an empty, migrated database; all of it or nothing.
 * @throws when the database is not empty, the schema differs or a file was changed
 */
export async function restore(ownerUrl: string, folder: string): Promise<Manifest> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  if (manifest.format !== 1) throw new Error(`The backup's format ${String(manifest.format)} is not known.`);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    await requireSameSchema(client, manifest);
    for (const table of tables) {
      const { rowCount } = await client.query(`select from diemcau.${table} limit 1`);
      if (rowCount) throw new Error('The database is not empty: restore into a new one.');
    }
    for (const table of tables) {
      const expected = manifest.tables.find(({ name }) => name === table);
      if (!expected) throw new Error(`The backup lacks ${table}.`);
      const { rows, sha256 } = await readTable(client, table, folder);
      if (rows !== expected.rows || sha256 !== expected.sha256)
        throw new Error(`The backup's ${table} was changed or cut short.`);
    }
    for (const [table, column] of Object.entries(identities))
      await client.query(
        `select setval(pg_get_serial_sequence('diemcau.${table}', '${column}'), coalesce((select max(${column}) from diemcau.${table}), 0) + 1, false)`,
      );
    await client.query('commit');
    return manifest;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

async function requireSameSchema(client: pg.Client, manifest: Manifest) {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from diemcau.migration order by name',
  );
  const same = JSON.stringify(rows) === JSON.stringify(manifest.migrations);
  if (!same) throw new Error('The backup was made with other migrations than this database has.');
}

async function readTable(client: pg.Client, table: string, folder: string) {
  const hash = createHash('sha256');
  let rows = 0;
  let lines: string[] = [];
  let size = 0;
  const flush = async () => {
    if (lines.length === 0) return;
    await client.query(
      `insert into diemcau.${table} overriding system value
       select * from json_populate_recordset(null::diemcau.${table}, $1::json)`,
      [`[${lines.join(',')}]`],
    );
    lines = [];
    size = 0;
  };
  const file = createReadStream(join(folder, `${table}.jsonl.gz`)).pipe(createGunzip());
  for await (const line of createInterface({ input: file, crlfDelay: Infinity })) {
    hash.update(`${line}\n`);
    rows++;
    lines.push(line);
    size += line.length;
    if (lines.length >= 200 || size > 8 * 1024 * 1024) await flush();
  }
  await flush();
  return { rows, sha256: hash.digest('hex') };
}
