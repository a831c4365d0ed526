/** The real gateway in a process of its own; the first message brings the folder of its database and the signed directory. */
import { once } from 'node:events';
import { createGateway } from '@diemcau/gateway';
import { serveParent } from './serve-parent.js';

/** What the parent gives: where the data lies, who is in the network, and where the gateway is reached; loopback unless told. */
export interface GatewayGiven {
  dataDir: string;
  directory: string;
  host?: string;
  port?: number;
  publicUrl?: string;
}

const [{ host = '127.0.0.1', port = 0, ...given }] = (await once(process, 'message')) as [GatewayGiven];
const most = 1_000_000;
const gateway = createGateway({
  ...given,
  port,
  host,
  log: false,
  limits: { account: most, site: most, socket: most, refusals: most },
});
await gateway.ready;
serveParent(gateway.url, () => gateway.close());
