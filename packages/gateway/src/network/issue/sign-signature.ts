import { CompactSign } from 'jose';
import { signatureType, type SignaturePayload } from '@diemcau/protocol';
import { signingKey, type KeyPair } from './keys.js';

/** A person's signature as the SDK makes it in the browser; for tests and seeded demonstrations. */
export async function signSignature(key: KeyPair, token: string, payload: SignaturePayload): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: signatureType, jwk: key.publicJwk, token })
    .sign(await signingKey(key));
}
