import { signatureType, type SignaturePayload } from '@diemcau/protocol';
import { CompactSign } from 'jose/jws/compact/sign';
import type { PersonKey } from '../offline/people.js';

/** Signs a payload with the person's key; the site's token that names the key travels with it as evidence. */
export function createSignature(
  { signKey, publicJwk }: PersonKey,
  token: string,
  payload: SignaturePayload,
): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: signatureType, jwk: publicJwk, token })
    .sign(signKey.privateKey);
}
