import { resolve } from 'node:path';
import { startDemo } from './start-demo.js';

// `npm start`: the gateway and the hospitals, one line per URL, then `ready`. Ctrl-C ends all of it.
const portBase = Number(process.env['PORT_BASE'] ?? 8780);
const dataDir = resolve(process.env['DIEMCAU_DATA'] ?? '.data');
if (!Number.isInteger(portBase) || portBase < 1 || portBase > 65_000) {
  console.error('PORT_BASE must be a port number.');
  process.exit(2);
}

let stopping: Promise<void> | undefined;
const demo = await startDemo({ portBase, dataDir, log: (line) => stopping ?? console.error(line) }).catch(
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
const stop = () => {
  stopping ??= demo.stop();
  void stopping.then(() => process.exit(0));
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
console.log(`Gateway: ${demo.gatewayUrl}`);
for (const portal of demo.portals) console.log(`${portal.name}: ${portal.url}`);
console.log('ready');
