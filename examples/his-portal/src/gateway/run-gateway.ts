import { parseArgs } from 'node:util';
import { createGateway } from '@diemcau/gateway';

// The demo's gateway, in a process of its own: it is given the signed directory and never the network key.
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    'public-url': { type: 'string' },
    data: { type: 'string' },
    directory: { type: 'string' },
    'network-key': { type: 'string' },
    assets: { type: 'string' },
  },
});
const gateway = createGateway({
  port: Number(values.port),
  publicUrl: values['public-url'],
  dataDir: values.data,
  directory: values.directory!,
  networkKey: values['network-key'],
  companionAssets: values.assets,
  log: false,
});
let closing = false;
const close = () => {
  if (closing) return;
  closing = true;
  void gateway.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.on('SIGTERM', close);
process.on('SIGINT', close);
// Whoever started us is gone: so are we.
process.on('disconnect', close);
try {
  await gateway.ready;
  process.send?.('ready');
} catch (error) {
  console.error(error);
  process.exit(1);
}
