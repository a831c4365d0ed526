import { after, before, describe, it } from 'node:test';
import { setupServer } from 'msw/node';
import { handlers } from '../gateway/handlers.js';
import { createMemoryGateway } from '../gateway/memory-gateway.js';
import { createInventedNetwork } from '../network/create-invented-network.js';
import type { ContractSubject } from './contract-subject.js';
import { gatewayContract } from './gateway-contract.js';
import { readMessages } from './read-messages.js';

const baseUrl = 'https://gateway.invalid';
const origin = 'https://co-to.invalid';

describe('the handlers keep the gateway’s contract', async () => {
  const network = await createInventedNetwork({ origins: (id) => (id === '22901' ? [origin] : []) });
  const gateway = await createMemoryGateway({ origin: baseUrl, directory: network.jws });
  const server = setupServer(...handlers(gateway));
  before(() => server.listen({ onUnhandledRequest: 'error' }));
  after(() => server.close());
  const subject: ContractSubject = { baseUrl, origin, directory: network.jws, mint: network.mint, fetch: (url, init) => fetch(url, init), openSocket: async () => openSocket(gateway) };
  for (const { name, run } of gatewayContract) it(name, () => run(subject));
});

/** Node 20 has no WebSocket for MSW to stand in for; the same room answers. */
function openSocket(gateway: Awaited<ReturnType<typeof createMemoryGateway>>) {
  const { socket, arrived, ended } = readMessages({ send: (text) => void end.message(text), close: () => (end.closed(), ended(1000)) });
  const end = gateway.connect({ send: (text) => queueMicrotask(() => arrived(text)), close: (code) => ended(code) });
  return socket;
}
