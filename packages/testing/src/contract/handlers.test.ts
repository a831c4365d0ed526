import { after, before, describe, it } from 'node:test';
import { setupServer } from 'msw/node';
import { handlers } from '../gateway/handlers.js';
import { createMemoryGateway } from '../gateway/memory-gateway.js';
import { createInventedNetwork } from '../network/create-invented-network.js';
import type { ContractSubject } from './contract-subject.js';
import { gatewayContract } from './gateway-contract.js';
import { readMessages } from './read-messages.js';

const baseUrl = 'https://gateway.invalid';
const originOf = (siteId: string) => `https://his-${siteId}.invalid`;

describe('the handlers keep the gateway’s contract', async () => {
  const network = await createInventedNetwork({ origins: (id) => [originOf(id)] });
  const gateway = await createMemoryGateway({ origin: baseUrl, directory: network.jws });
  const server = setupServer(...handlers(gateway));
  before(() => server.listen({ onUnhandledRequest: 'error' }));
  after(() => server.close());
  const subject: ContractSubject = {
    baseUrl,
    originOf,
    directory: network.jws,
    mint: network.mint,
    fetch: (url, init) => fetch(url, init),
    openSocket: async (siteId) => openSocket(gateway, originOf(siteId)),
  };
  for (const { name, run } of gatewayContract) it(name, () => run(subject));
});

/** Node 20 has no WebSocket for MSW to stand in for; the same room answers. */
function openSocket(gateway: Awaited<ReturnType<typeof createMemoryGateway>>, origin: string) {
  const { socket, arrived, ended } = readMessages({
    send: (text) => void end.message(text),
    close: () => (end.closed(), ended(1000)),
  });
  const end = gateway.connect(
    { send: (text) => queueMicrotask(() => arrived(text)), close: (code) => ended(code) },
    origin,
  );
  return socket;
}
