import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/**
 * Ends a server that a killed gateway left running on this folder.
 * @throws when another gateway uses it: that one holds an advisory lock, an orphan's lock went with its gateway
 */
export async function endOrphan(databaseDir: string, url: string): Promise<void> {
  const pid = await postmaster(databaseDir);
  if (pid === undefined) return;
  const client = await connectWhileAlive(pid, url);
  if (!client) return;
  const { rows } = await client.query<{ free: boolean }>(
    "select pg_try_advisory_lock(hashtext('diemcau.gateway')) as free",
  );
  await client.end();
  if (!rows[0]?.free)
    throw new Error(`Another gateway uses ${databaseDir}. Stop it, or choose another folder with --data.`);
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await pause(20);
}

/** The pid that the folder's lock file names, when such a process lives. */
async function postmaster(databaseDir: string): Promise<number | undefined> {
  const lock = await readFile(join(databaseDir, 'postmaster.pid'), 'utf8').catch(() => undefined);
  const pid = Number(lock?.split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 && isAlive(pid) ? pid : undefined;
}

/** The pid may by now be another program's: then nobody answers on the server's socket, and PostgreSQL itself clears the file. */
async function connectWhileAlive(pid: number, url: string): Promise<pg.Client | undefined> {
  for (let attempt = 0; attempt < 100 && isAlive(pid); attempt++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      // 57P03: it is starting up or shutting down; anything else means that nobody is there.
      if ((error as { code?: string }).code !== '57P03') return undefined;
      await pause(50);
    }
  }
  return undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
