import { dirname, join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { decodeJwt } from 'jose';
import type { SiteDirectory } from '@diemcau/protocol';
import { demoSiteIds, inventedDoctors } from '@diemcau/testing/people';
import type { FastifyInstance } from 'fastify';
import { GatewayProcess } from './gateway/gateway-process.js';
import { signDirectory } from './network/demo-directory.js';
import { siteKeys, type SiteKeys } from './network/demo-keys.js';
import { createPortal } from './portal/create-portal.js';
import { PortalStore } from './portal/portal-store.js';
import { BackEnd } from './system/back-end.js';
import { SystemClient } from './system/system-client.js';

/** One running hospital of the demo. */
export interface DemoPortal {
  siteId: string;
  name: string;
  url: string;
  keys: SiteKeys;
  store: PortalStore;
  backEnd: BackEnd;
  app: FastifyInstance;
}

/** The running demo. */
export interface Demo {
  gateway: GatewayProcess;
  gatewayUrl: string;
  networkKey: string;
  portals: readonly DemoPortal[];
  portal(siteId: string): DemoPortal;
  stop(): Promise<void>;
}

/** Where the demo stands and what is swapped in a test. */
export interface DemoOptions {
  portBase: number;
  dataDir: string;
  /** Folder of the built widgets. */
  widgets?: string;
  /** Hospitals that get a portal; all of the demo's unless told. */
  sites?: readonly string[];
  /** Milliseconds between two rounds of a back end. */
  everyMs?: number;
  /** Origin that the portals tell their browsers, when something stands between (a test's proxy). */
  gatewayUrl?: string;
  /** Further origins of a hospital's pages, by the names that its own network knows it under. */
  otherOrigins?: (siteId: string, origin: string) => string[];
  log?: (line: string) => void;
}

const require = createRequire(import.meta.url);

/** The built widgets of this repository. */
export const builtWidgets = join(dirname(require.resolve('@diemcau/elements/package.json')), 'dist/cdn');

/** Starts a gateway and the hospitals' portals; every key is made once under `dataDir`. */
export async function startDemo({
  portBase,
  dataDir,
  widgets = builtWidgets,
  sites = demoSiteIds,
  everyMs = 3_000,
  gatewayUrl,
  otherOrigins = () => [],
  log = () => {},
}: DemoOptions): Promise<Demo> {
  const data = resolve(dataDir);
  const publicUrl = gatewayUrl ?? `http://localhost:${portBase}`;
  const origin = (siteId: string) => `http://localhost:${portBase + 1 + demoSiteIds.indexOf(siteId)}`;
  const keys = new Map<string, { origins: string[]; keys: SiteKeys }>();
  for (const id of demoSiteIds) {
    const origins = [origin(id), ...otherOrigins(id, origin(id))];
    keys.set(id, { origins, keys: await siteKeys(data, id) });
  }
  const { file, jws, pin } = await signDirectory(data, keys);
  const directory = decodeJwt(jws) as unknown as SiteDirectory;
  const gateway = new GatewayProcess({
    port: portBase,
    publicUrl,
    dataDir: join(data, 'gateway'),
    directoryFile: file,
    networkKey: pin,
    assets: widgets,
    log,
  });
  const portals: DemoPortal[] = [];
  const stop = async () => {
    await Promise.all(portals.map(({ backEnd }) => backEnd.stop()));
    await Promise.all(portals.map(({ app }) => app.close()));
    await gateway.stop();
  };
  try {
    await gateway.start();
    const now = new Date();
    for (const siteId of sites) {
      const site = directory.sites.find(({ id }) => id === siteId)!;
      const store = await new PortalStore(join(data, 'sites', siteId, 'portal.json')).load();
      const own = keys.get(siteId)!.keys;
      const app = createPortal({ site, keys: own, gateway: publicUrl, networkKey: pin, store, widgets, now });
      await app.listen({ port: Number(new URL(origin(siteId)).port), host: 'localhost' });
      const client = new SystemClient({ siteId, siteName: site.name, gateway: publicUrl, keys: own });
      const backEnd = new BackEnd({
        client,
        store,
        networkKey: pin,
        everyMs,
        log,
        doctors: inventedDoctors.filter((doctor) => doctor.siteId === siteId),
      });
      backEnd.start();
      portals.push({ siteId, name: site.name, url: origin(siteId), keys: own, store, backEnd, app });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const portal = (siteId: string) => portals.find((one) => one.siteId === siteId) ?? fail(siteId);
  return { gateway, gatewayUrl: publicUrl, networkKey: pin, portals, portal, stop };
}

function fail(siteId: string): never {
  throw new TypeError(`No portal of ${siteId}`);
}
