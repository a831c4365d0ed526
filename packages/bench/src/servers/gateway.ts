/** The real gateway in a process of its own; the first message brings the folder of its database and the signed directory. */
import { once } from 'node:events';
import { createGateway } from '@diemcau/gateway';
import { serveParent } from './serve-parent.js';

const [{ dataDir, directory }] = (await once(process, 'message')) as [{ dataDir: string; directory: string }];
const most = 1_000_000;
const gateway = createGateway({
  port: 0,
  host: '127.0.0.1',
  dataDir,
  directory,
  log: false,
  limits: { account: most, site: most, socket: most, refusals: most },
});
await gateway.ready;
serveParent(gateway.url, () => gateway.close());
