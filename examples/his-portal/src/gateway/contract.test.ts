import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createGateway, type Gateway } from '@diemcau/gateway';
import { subprotocol } from '@diemcau/protocol';
import { createInventedNetwork } from '@diemcau/testing';
import { gatewayContract, readMessages, type ContractSubject } from '@diemcau/testing/contract';
import { WebSocket } from 'ws';

const originOf = (siteId: string) => `http://his-${siteId}.localhost`;

describe('the gateway keeps its contract', () => {
  let dataDir: string;
  let gateway: Gateway;
  let subject: ContractSubject;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'diemcau-contract-'));
    // PostgreSQL does not run as root: its own user must get into the folder.
    await chmod(dataDir, 0o755);
    const network = await createInventedNetwork({ origins: (id) => [originOf(id)] });
    gateway = createGateway({
      port: 0,
      dataDir,
      directory: network.jws,
      log: false,
      limits: { account: 10_000, site: 10_000, socket: 10_000, refusals: 10_000 },
    });
    await gateway.ready;
    subject = {
      baseUrl: gateway.url,
      originOf,
      directory: network.jws,
      mint: network.mint,
      fetch: (url, init) => fetch(url, init),
      openSocket: (siteId) => openSocket(gateway.url, originOf(siteId)),
    };
  });
  after(async () => {
    await gateway?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  for (const { name, run } of gatewayContract) it(name, () => run(subject));
});

async function openSocket(url: string, origin: string) {
  const end = new WebSocket(`${url.replace(/^http/, 'ws')}/ws`, subprotocol, { origin });
  const { socket, arrived, ended } = readMessages({ send: (text) => end.send(text), close: () => end.close() });
  end.on('message', (data) => arrived(String(data)));
  end.on('close', (code) => ended(code));
  await new Promise((resolve, reject) => end.once('open', resolve).once('error', reject));
  return socket;
}
