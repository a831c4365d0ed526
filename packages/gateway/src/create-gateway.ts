import type { GatewayOptions, Gateway } from './options.types.js';
import { composeGateway } from './compose-gateway.js';

/** Starts a gateway: `ready` resolves when it serves, `close()` ends it with everything that it started. */
export function createGateway(options: GatewayOptions): Gateway {
  return composeGateway(options);
}
