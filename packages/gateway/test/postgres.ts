import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { v4 as uuid } from 'uuid';
import { ownerRole, runRole, startEmbedded, type EmbeddedServer } from '../src/store/embedded.js';
import { migrate } from '../src/store/migrate.js';

/** Names of the environment variables by which test files find the server of the whole run. */
const shared = { admin: 'DIEMCAU_TEST_ADMIN_URL', owner: 'DIEMCAU_TEST_OWNER_URL', run: 'DIEMCAU_TEST_RUN_URL' };

/** Starts the one server of a run and tells the test files of it. */
export async function startShared(): Promise<() => Promise<void>> {
  const { server, folder } = await startOwn();
  tell(server);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

function tell(server: EmbeddedServer) {
  process.env[shared.admin] = server.url('superuser', 'NAME');
  process.env[shared.owner] = server.url('owner', 'NAME');
  process.env[shared.run] = server.url('run', 'NAME');
}

async function startOwn(): Promise<{ server: EmbeddedServer; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'diemcau-test-'));
  return { server: await startEmbedded(folder), folder };
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
  let own: Awaited<ReturnType<typeof startOwn>> | undefined;
  if (!process.env[shared.owner]) {
    own = await startOwn();
    tell(own.server);
  }
  const name = `test_${uuid().replaceAll('-', '')}`;
  const urlOf = (variable: string, database: string) => process.env[variable]!.replace('/NAME', `/${database}`);
  const admin = new pg.Client({ connectionString: urlOf(shared.admin, 'postgres') });
  await admin.connect();
  await admin.query(`create database ${name} owner ${ownerRole}`);
  const ownerUrl = urlOf(shared.owner, name);
  await migrate(ownerUrl, { runRole });
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
      if (!own) return;
      delete process.env[shared.owner];
      await own.server.stop();
      await rm(own.folder, { recursive: true, force: true });
    },
  };
}
