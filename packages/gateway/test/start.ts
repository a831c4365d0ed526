import { createNetwork, type Network } from '../src/network/issue/create-network.js';
import { composeGateway, type Parts } from '../src/compose-gateway.js';
import type { Gateway, GatewayOptions } from '../src/options.types.js';
import { createPerson, type Person, type PersonOptions } from './person.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

export const sites = { coTo: '22001', nhi: '01019', stranger: '48001' } as const;
export const originOf = (siteId: string) => `https://his.${siteId}.example.vn`;

export interface TestGateway {
  gateway: Gateway;
  network: Network;
  database: TestDatabase;
  /** Moves the gateway's clock forward. */
  advance(ms: number): void;
  person(options: PersonOptions): Promise<Person>;
  stop(): Promise<void>;
}

/** A gateway on a database of its own with three sites: Cô Tô asks, Nhi is asked, a stranger is neither. */
export async function startGateway(
  options: Partial<GatewayOptions> & { parts?: Parts; asOwner?: boolean } = {},
): Promise<TestGateway> {
  const { parts, asOwner, ...given } = options;
  const database = await createTestDatabase();
  const network = await createNetwork(
    Object.entries(sites).map(([name, id]) => ({
      id,
      name,
      level: name === 'nhi' ? ('upper' as const) : ('lower' as const),
      province: '22',
      specialties: [],
      origins: [originOf(id)],
    })),
  );
  let offset = 0;
  const gateway = composeGateway(
    {
      port: 0,
      host: '127.0.0.1',
      databaseUrl: asOwner ? database.ownerUrl : database.runUrl,
      directory: network.jws,
      log: false,
      limits: { account: 10_000, site: 10_000, refusals: 10_000 },
      clock: () => Date.now() + offset,
      ...given,
    },
    parts,
  );
  await gateway.ready;
  return {
    gateway,
    network,
    database,
    advance: (ms) => (offset += ms),
    person: (one) => createPerson(gateway, network, one),
    async stop() {
      await gateway.close();
      await database.drop();
    },
  };
}
