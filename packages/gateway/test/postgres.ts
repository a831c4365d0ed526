import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { v4 as uuid } from 'uuid';
import { startEmbedded } from '../src/store/embedded.js';
import { migrate } from '../src/store/migrate.js';

/** Names of the environment variables by which test files find the server of the whole run. */
const shared = { admin: 'DIEMCAU_TEST_ADMIN_URL', owner: 'DIEMCAU_TEST_OWNER_URL', run: 'DIEMCAU_TEST_RUN_URL' };

/** Finds or starts the one server of a run and tells the test files of it. @returns ends what was started */
export async function startShared(): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  return given ? useGiven(given) : startOwn();
}

async function startOwn(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'diemcau-test-'));
  const server = await startEmbedded(folder);
  process.env[shared.admin] = server.url('superuser', 'NAME');
  process.env[shared.owner] = server.url('owner', 'NAME');
  process.env[shared.run] = server.url('run', 'NAME');
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** A server that runs already, by the URL of a superuser. The two roles of the tests stay there, every database goes. */
async function useGiven(url: string): Promise<() => Promise<void>> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  // Test files that run side by side agree on the roles, and on their password.
  await admin.query("select pg_advisory_lock(hashtext('diemcau.test'))");
  const password = createHash('sha256').update(url).digest('hex');
  const roles = { owner: 'diemcau_test_owner', run: 'diemcau_test_run' } as const;
  for (const [name, role] of Object.entries(roles) as ['owner' | 'run', string][]) {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
    await admin.query(`${rowCount ? 'alter' : 'create'} role ${role} login password '${password}'`);
    const own = new URL(url);
    Object.assign(own, { username: role, password, pathname: '/NAME' });
    process.env[shared[name]] = own.href;
  }
  await admin.end();
  process.env[shared.admin] = Object.assign(new URL(url), { pathname: '/NAME' }).href;
  return async () => undefined;
}

export interface TestDatabase {
  ownerUrl: string;
  runUrl: string;
  /** As the owner, past row-level security: what the tests check with. */
  query<R extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<R[]>;
  drop(): Promise<void>;
}

/** A migrated database of its own for a test file, on the run's server or, when the file runs alone, on one of its own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const endShared = process.env[shared.owner] ? undefined : await startShared();
  const name = `test_${uuid().replaceAll('-', '')}`;
  const urlOf = (variable: string, database: string) => process.env[variable]!.replace('/NAME', `/${database}`);
  const admin = new pg.Client({ connectionString: urlOf(shared.admin, 'postgres') });
  await admin.connect();
  const ownerUrl = urlOf(shared.owner, name);
  await admin.query(`create database ${name} owner ${new URL(ownerUrl).username}`);
  await migrate(ownerUrl, { runRole: new URL(urlOf(shared.run, name)).username });
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  return {
    ownerUrl,
    runUrl: urlOf(shared.run, name),
    query: async (sql, values) => (await owner.query(sql, values)).rows as never,
    async drop() {
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      if (!endShared) return;
      delete process.env[shared.owner];
      await endShared();
    },
  };
}
