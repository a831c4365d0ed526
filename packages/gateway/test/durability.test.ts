import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { v7 } from 'uuid';
import { closeCodes, protocolVersion } from '@diemcau/protocol';
import { signProof } from '../src/network/issue/sign-proof.js';
import { createNetwork, type Network } from '../src/network/issue/create-network.js';
import { ok, serviceRequest } from './case.js';
import { createPerson } from './person.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';
import { cli, serveChild, type ServingChild } from './serve-child.js';
import { SocketClient } from './socket-client.js';
import { sites } from './start.js';

describe('a gateway that is killed', () => {
  let folder: string;
  let network: Network;
  let child: ServingChild | undefined;
  let port: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diemcau-kill-'));
    await chmod(folder, 0o711);
    network = await createNetwork([
      { id: sites.coTo, name: 'Cô Tô', level: 'lower', province: '22', specialties: [], origins: [] },
      { id: sites.nhi, name: 'Nhi', level: 'upper', province: '01', specialties: [], origins: [] },
    ]);
    await writeFile(join(folder, 'directory.jws'), network.jws);
  });
  after(async () => {
    await child?.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });
  const data = () => join(folder, 'data');
  const serve = (...more: string[]) =>
    serveChild(['--data', data(), '--directory', join(folder, 'directory.jws'), '--quiet', ...more]);
  const asGateway = (url: string) => ({
    url,
    ready: Promise.resolve(),
    replaceDirectory: async () => undefined,
    close: async () => undefined,
  });

  it('comes back on the same data with everything that it had acknowledged, and answers a repeated command alike', async () => {
    child = await serve('--port', '0');
    port = new URL(child.url).port;
    const lan = await createPerson(asGateway(child.url), network, { siteId: sites.coTo });
    const socket = await SocketClient.connect(child.url, lan);
    const { session } = await socket.authenticate();
    // As overheard: token and proof of a request that was answered, and of a socket.
    const token = await lan.token();
    const heard = async (method: 'GET', path: string, nonce: string) =>
      signProof(lan.key, {
        token,
        method,
        url: child!.url.replace(/^http/, path === '/ws' ? 'ws' : 'http') + path,
        nonce,
      });
    const path = `/fhir/R4/Task/${v7()}`;
    const nonce = (await lan.send('GET', path)).headers.get('dpop-nonce')!;
    const proof = await heard('GET', path, nonce);
    const replay = () => fetch(child!.url + path, { headers: { authorization: `DPoP ${token}`, dpop: proof } });
    assert.equal((await replay()).status, 404);
    const unused = await heard('GET', path, nonce);
    const ofSocket = { token, proof: await heard('GET', '/ws', socket.nonce) };
    const acknowledged: string[] = [];
    let enough!: () => void;
    const manyWritten = new Promise<void>((resolve) => (enough = resolve));
    let sending = true;
    const writers = [1, 2, 3].map(async () => {
      while (sending) {
        const caseId = v7();
        const answer = await lan
          .command('case.submit', caseId, { request: serviceRequest(caseId), to: [sites.nhi] }, { key: caseId })
          .catch(() => undefined);
        if (answer?.status === 200 && acknowledged.push(caseId) === 30) enough();
        if (!answer) return;
      }
    });
    await manyWritten;
    await child.kill('SIGKILL');
    sending = false;
    await Promise.all(writers);

    const begun = Date.now();
    child = await serve('--port', port);
    assert.ok(Date.now() - begun < 20_000);
    const replayed = await replay();
    assert.equal(replayed.status, 401, 'a proof of before is no proof after');
    assert.match(await replayed.text(), /auth\/proof-nonce/);
    const withheld = await fetch(child.url + path, { headers: { authorization: `DPoP ${token}`, dpop: unused } });
    assert.match(await withheld.text(), /auth\/proof-nonce/, 'nor is one that was never used');
    const thief = await SocketClient.connect(child.url, lan);
    const closed = thief.closed();
    thief.send({ type: 'authenticate', version: protocolVersion, ...ofSocket });
    assert.equal((await thief.find('error')).error.code, 'auth/proof-nonce');
    assert.equal(await closed, closeCodes.unauthenticated);
    const again = await SocketClient.connect(child.url, lan);
    assert.equal((await again.authenticate({ resume: { session, seq: 1 } })).resumed, false, 'told to fetch again');
    for (const caseId of acknowledged) ok(await lan.send('GET', `/fhir/R4/Task/${caseId}`));
    const [first] = acknowledged as [string];
    const repeated = ok(
      await lan.command('case.submit', first, { request: serviceRequest(first), to: [sites.nhi] }, { key: first }),
    );
    assert.equal(repeated.body.meta.versionId, '1');
    await again.close();
  });
  it('refuses a second process on the same data', async () => {
    const { code, output } = await cli([
      'serve',
      '--port',
      '0',
      '--data',
      data(),
      '--directory',
      join(folder, 'directory.jws'),
      '--quiet',
    ]);
    assert.equal(code, 1);
    assert.match(output, /Another gateway uses/);
  });
  it('drains and ends well when it is asked to', async () => {
    assert.equal(await child!.kill('SIGTERM'), 0);
    child = undefined;
  });
});

describe('a database that is given', () => {
  let folder: string;
  let directory: string;
  let database: TestDatabase;
  let child: ServingChild | undefined;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diemcau-given-'));
    directory = join(folder, 'directory.jws');
    const network = await createNetwork([
      { id: sites.coTo, name: 'Cô Tô', level: 'lower', province: '22', specialties: [], origins: [] },
    ]);
    await writeFile(directory, network.jws);
    database = await createTestDatabase();
  });
  after(async () => {
    await child?.kill('SIGKILL');
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
  const given = (port: string) => [
    '--port',
    port,
    '--database-url',
    database.runUrl,
    '--directory',
    directory,
    '--quiet',
  ];

  it('is served by one gateway, and by the next at once when that was killed', async () => {
    const first = (child = await serveChild(given('0')));
    const second = await cli(['serve', '--host', '127.0.0.1', ...given('0')]);
    assert.equal(second.code, 1);
    assert.match(second.output, /Another gateway serves this database/);
    await first.kill('SIGKILL');
    child = await serveChild(given('0'));
    assert.equal((await fetch(`${child.url}/readyz`)).status, 200);
    assert.equal(await child.kill('SIGTERM'), 0);
    child = undefined;
  });
  it('is not served while it is not known to be ours, and is again when the connection is back', async () => {
    const { url } = (child = await serveChild(given('0')));
    const ready = async () => (await fetch(`${url}/readyz`)).status;
    const taker = new pg.Client({ connectionString: database.runUrl });
    await taker.connect();
    const patience = AbortSignal.timeout(10_000);
    await taker.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
         and database = (select oid from pg_database where datname = current_database())`,
    );
    await taker.query("select pg_advisory_lock(hashtext('diemcau.serve'))");
    while ((await ready()) !== 503) patience.throwIfAborted();
    await taker.end();
    while ((await ready()) !== 200) patience.throwIfAborted();
    assert.equal(await child.kill('SIGTERM'), 0);
    child = undefined;
  });
});
