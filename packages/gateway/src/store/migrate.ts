import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import pg from 'pg';

const folder = new URL('../../migrations/', import.meta.url);

/** Names of the migrations, in their order. */
export async function migrationNames(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
}

/**
 * Brings a database to this version. Runs under the owner's role; the running role owns nothing and is only granted what it needs.
 * @returns names of the migrations that were applied now
 */
export async function migrate(ownerUrl: string, { runRole }: { runRole: string }): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // One migrator at a time.
    await client.query("select pg_advisory_lock(hashtext('diemcau.migrate'))");
    await client.query('create schema if not exists diemcau');
    await client.query(
      'create table if not exists diemcau.migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from diemcau.migration');
    const applied = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
    const fresh: string[] = [];
    for (const name of await migrationNames()) {
      const sql = await readFile(new URL(name, folder), 'utf8');
      const sha256 = createHash('sha256').update(sql).digest('hex');
      const known = applied.get(name);
      if (known === sha256) continue;
      if (known) throw new Error(`Migration ${name} was changed after it had been applied.`);
      await applyOne(client, { name, sql, sha256, runRole });
      fresh.push(name);
    }
    return fresh;
  } finally {
    await client.end();
  }
}

async function applyOne(client: pg.Client, one: { name: string; sql: string; sha256: string; runRole: string }) {
  await client.query('begin');
  try {
    await client.query("select set_config('diemcau.run_role', $1, true)", [one.runRole]);
    await client.query(one.sql);
    await client.query('insert into diemcau.migration (name, sha256) values ($1, $2)', [one.name, one.sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
