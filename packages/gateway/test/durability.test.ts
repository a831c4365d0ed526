import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { v7 } from 'uuid';
import { createNetwork, type Network } from '../src/network/issue/create-network.js';
import { ok, serviceRequest } from './case.js';
import { createPerson } from './person.js';
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
