import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { tables } from './tables.js';

/** What a backup holds, written last: a folder without it is no backup. */
export interface Manifest {
  format: 1;
  createdAt: string;
  migrations: { name: string; sha256: string }[];
  /** SHA-256 (hex) over the lines before compression. */
  tables: { name: string; rows: number; sha256: string }[];
}

/**
 * Writes every table, as seen at one instant, to `folder` as gzipped JSON lines. The gateway may go on serving.
 * The files hold patient data and are as closed as the folder they are put in.
 */
export async function backup(ownerUrl: string, folder: string): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows: migrations } = await client.query<Manifest['migrations'][number]>(
      'select name, sha256 from diemcau.migration order by name',
    );
    const { rows: at } = await client.query<{ now: Date }>('select now() as now');
    const written: Manifest['tables'] = [];
    for (const name of tables) written.push(await writeTable(client, name, folder));
    await client.query('commit');
    const manifest: Manifest = { format: 1, createdAt: at[0]!.now.toISOString(), migrations, tables: written };
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, undefined, 2), { mode: 0o600, flag: 'wx' });
    return manifest;
  } finally {
    await client.end();
  }
}

async function writeTable(client: pg.Client, name: string, folder: string): Promise<Manifest['tables'][number]> {
  const hash = createHash('sha256');
  let rows = 0;
  async function* lines() {
    const order = await primaryKey(client, name);
    await client.query(
      `declare lines no scroll cursor for select row_to_json(t)::text as line from diemcau.${name} t order by ${order}`,
    );
    for (;;) {
      const { rows: some } = await client.query<{ line: string }>('fetch 200 from lines');
      if (some.length === 0) break;
      rows += some.length;
      const text = some.map(({ line }) => `${line}\n`).join('');
      hash.update(text);
      yield text;
    }
    await client.query('close lines');
  }
  await pipeline(
    Readable.from(lines()),
    createGzip(),
    createWriteStream(join(folder, `${name}.jsonl.gz`), { mode: 0o600, flags: 'wx' }),
  );
  return { name, rows, sha256: hash.digest('hex') };
}

/** In the order of the key, so that the same rows give the same hash. */
async function primaryKey(client: pg.Client, name: string): Promise<string> {
  const { rows } = await client.query<{ columns: string }>(
    `select string_agg(quote_ident(attname), ', ' order by array_position(conkey, attnum)) as columns from pg_constraint
     join pg_attribute on attrelid = conrelid and attnum = any (conkey) where conrelid = $1::regclass and contype = 'p'`,
    [`diemcau.${name}`],
  );
  return rows[0]!.columns;
}
