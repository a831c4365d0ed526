import type { SiteKey } from '@diemcau/protocol';
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import type { Command } from '../internal/session.types.js';

/** Seals a command to a site's `enc` key: only that site's back end can read and submit it. Weighs as much as JWE does: load it when needed. */
export async function seal({ name, id, key, body }: Command, site: SiteKey, onBehalf: string): Promise<string> {
  const text = JSON.stringify({ command: name, id, idempotencyKey: key, onBehalf, input: JSON.parse(body) as unknown });
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: site.kid })
    .encrypt(site.jwk);
}
