import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../internal/clock.js';

/** Seconds after which a fresh nonce is given out; one is good for this and the next such window. */
const windowSeconds = 120;

/** Server nonces for DPoP proofs: an HMAC over the time window, so nothing is kept. The secret lives as long as the process. */
export interface NonceSource {
  current(): string;
  isFresh(nonce: string): boolean;
  /** Milliseconds for which a proof could come back: as long must its `jti` be remembered. */
  readonly memory: number;
}

/** Nonces that any number of requests may use until they are old (RFC 9449, section 8). */
export function createNonceSource(clock: Clock): NonceSource {
  const secret = randomBytes(32);
  const ofWindow = (index: number) => createHmac('sha256', secret).update(String(index)).digest('base64url');
  const index = () => Math.floor(clock() / (windowSeconds * 1000));
  const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
  return {
    memory: 2 * windowSeconds * 1000,
    current: () => ofWindow(index()),
    isFresh: (nonce) => same(nonce, ofWindow(index())) || same(nonce, ofWindow(index() - 1)),
  };
}
