import { join } from 'node:path';
import { PortalStore, type StoredMinutes } from '../../src/portal/portal-store.js';
import { fetchMinutes } from '../../src/system/minutes-inbox.js';
import { SystemClient } from '../../src/system/system-client.js';
import type { Stage } from './stage.js';

/** Changes one answer of the gateway on its way to the back end. */
export type Tamper = (path: string, json: unknown) => unknown;

/** A hospital's back end that fetches minutes through somebody who changes them. */
export async function fetchTampered(
  { demo, dataDir }: Stage,
  siteId: string,
  caseId: string,
  tamper: Tamper,
): Promise<StoredMinutes> {
  const { keys, name } = demo.portal(siteId);
  const store = await new PortalStore(join(dataDir, `tampered-${Math.random()}.json`)).load();
  const client = new SystemClient({
    siteId,
    siteName: name,
    gateway: demo.gatewayUrl,
    keys,
    async fetch(input, init) {
      const response = await fetch(input, init);
      if (!response.ok || !response.headers.get('content-type')?.includes('json')) return response;
      const changed = tamper(new URL(String(input)).pathname, await response.json());
      return new Response(JSON.stringify(changed), { status: response.status, headers: response.headers });
    },
  });
  const received = await fetchMinutes(client, store, demo.networkKey);
  const found = received.find((one) => one.caseId === caseId || one.refused);
  if (!found) throw new Error('no minutes were fetched');
  return found;
}
