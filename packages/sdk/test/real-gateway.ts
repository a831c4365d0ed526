import { createGateway, createNetwork, generateKey, signProof, signSiteToken } from '@diemcau/gateway';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { createDiemcau } from '../src/create-diemcau.js';
import type { Diemcau, TokenProvider } from '../src/diemcau.types.js';

const dispatcher = Symbol.for('undici.globalDispatcher.1');

const usualOrigins = {
  '22001': 'http://127.0.0.1:8781',
  '01019': 'http://127.0.0.1:8782',
  '48001': 'http://127.0.0.1:8783',
} as const;
export type SiteId = keyof typeof usualOrigins;

export interface Doctor {
  site: SiteId;
  sub: string;
  name: string;
  scope: string[];
}

export const lan: Doctor = {
  site: '22001',
  sub: '000123/QNI-CCHN',
  name: 'BS Lan',
  scope: ['case.request', 'minutes.sign', 'consent.collect', 'consultation.join'],
};
export const minh: Doctor = {
  site: '01019',
  sub: '000456/HNO-CCHN',
  name: 'PGS Minh',
  scope: ['case.consult', 'minutes.sign', 'consultation.join', 'consultation.chair'],
};
export const stranger: Doctor = {
  site: '48001',
  sub: '000789/DNA-CCHN',
  name: 'BS Hoa',
  scope: ['case.consult', 'consultation.join'],
};

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** The real gateway in this process, on its own PostgreSQL, with three hospitals. */
export async function startGateway({
  publicUrl,
  onPort,
  origins = usualOrigins,
  turn,
}: {
  publicUrl?: string;
  onPort?: (port: number) => void;
  origins?: Record<SiteId, string>;
  turn?: { urls: string[]; secret: string };
} = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'diemcau-sdk-'));
  // PostgreSQL runs as a user of its own.
  await chmod(dataDir, 0o755);
  const network = await createNetwork([
    {
      id: '22001',
      name: 'TTYT Cô Tô',
      nameEn: 'Co To',
      level: 'lower',
      province: '22',
      specialties: [],
      origins: [origins['22001']],
    },
    { id: '01019', name: 'BV Nhi TW', level: 'upper', province: '01', specialties: [], origins: [origins['01019']] },
    { id: '48001', name: 'BV Đà Nẵng', level: 'upper', province: '48', specialties: [], origins: [origins['48001']] },
  ]);
  const port = await freePort();
  const start = async () => {
    const made = createGateway({
      port,
      dataDir,
      directory: network.jws,
      log: false,
      ...(turn ? { turn } : {}),
      ...(publicUrl ? { publicUrl } : {}),
    });
    await made.ready;
    return made;
  };
  onPort?.(port);
  let gateway = await start();
  const clients: Diemcau[] = [];

  const tokens =
    (doctor: Doctor, claims: object = {}): TokenProvider =>
    ({ jkt, audience }) =>
      signSiteToken(network.siteKeys.get(doctor.site)!, {
        sub: doctor.sub,
        name: doctor.name,
        scope: doctor.scope,
        audience,
        jkt,
        ...claims,
      });

  /** A page of the doctor's hospital. Node has no WebSocket of its own and sends no Origin. */
  function doors(site: SiteId) {
    const origin = origins[site];
    class PageSocket extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { origin });
      }
    }
    const fromPage: typeof fetch = (url, init) =>
      fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), origin } });
    return { fetch: fromPage, WebSocket: PageSocket as unknown as typeof globalThis.WebSocket };
  }

  function client(
    doctor: Doctor,
    options: Partial<Parameters<typeof createDiemcau>[0]> & { doors?: Partial<ReturnType<typeof doors>> } = {},
  ): Diemcau {
    const { doors: own, ...rest } = options;
    const made = createDiemcau(
      { gateway: gateway.url, networkKey: network.networkKey.thumbprint, tokenProvider: tokens(doctor), ...rest },
      { ...doors(doctor.site), ...own },
    );
    clients.push(made);
    return made;
  }

  /** What a hospital's back end asks, with its system token. */
  async function systemOf(site: SiteId) {
    const key = await generateKey();
    const token = await signSiteToken(network.siteKeys.get(site)!, {
      sub: site,
      name: 'HIS',
      scope: ['site.system'],
      audience: gateway.url,
      jkt: key.thumbprint,
    });
    let nonce = '';
    return async (path: string) => {
      for (;;) {
        const url = `${gateway.url}${path}`;
        const dpop = await signProof(key, { token, method: 'GET', url: url.split('?')[0]!, nonce });
        const response = await fetch(url, { headers: { authorization: `DPoP ${token}`, dpop } });
        const fresh = response.headers.get('dpop-nonce') ?? nonce;
        if (response.status !== 401 || fresh === nonce) return (await response.json()) as Record<string, unknown>;
        nonce = fresh;
      }
    };
  }

  /** The signed minutes as a hospital's back end pulls them, with its system token. */
  async function documentOf(caseId: string) {
    const system = await systemOf('22001');
    const get = (path: string) => system(`/fhir/R4/${path}`);
    const found = (await get('DocumentReference?category=minutes')) as {
      entry: {
        resource: {
          id: string;
          context: { related: { reference: string }[] };
          extension: { url: string; valueString: string }[];
        };
      }[];
    };
    const reference = found.entry
      .map(({ resource }) => resource)
      .find(({ context }) => context.related[0]!.reference === `ServiceRequest/${caseId}`)!;
    const signatures = reference.extension
      .filter(({ url }) => url === 'urn:diemcau:signature')
      .map(({ valueString }) => valueString);
    return { bundle: (await get(`Bundle/${reference.id}`)) as { id: string } & object, signatures };
  }

  return {
    port,
    systemOf,
    documentOf,
    get gateway() {
      return gateway;
    },
    /** Ends the gateway and lets another one rise on the same data. */
    async restart(meanwhile?: () => Promise<void>) {
      await gateway.close();
      await meanwhile?.();
      gateway = await start();
    },
    network,
    tokens,
    doors,
    client,
    async stop() {
      await Promise.all(clients.map((one) => one.close()));
      // Node's own fetch keeps connections open for a minute; the gateway would wait for them.
      await (globalThis as { [dispatcher]?: { destroy(): Promise<void> } })[dispatcher]?.destroy();
      await gateway.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
