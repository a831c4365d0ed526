import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import { v4 as uuid } from 'uuid';
import { proofType } from '@diemcau/protocol';
import { signingKey, type KeyPair } from './keys.js';

/** A DPoP proof (RFC 9449), as a hospital's back end needs it for its system token; browsers use the SDK. */
export async function signProof(
  key: KeyPair,
  {
    token,
    method,
    url,
    nonce,
    jti = uuid(),
  }: { token: string; method: string; url: string; nonce?: string; jti?: string },
): Promise<string> {
  const ath = createHash('sha256').update(token).digest('base64url');
  return new SignJWT({ htm: method, htu: url.split('?')[0], jti, ath, ...(nonce ? { nonce } : {}) })
    .setProtectedHeader({ alg: 'ES256', typ: proofType, jwk: key.publicJwk })
    .setIssuedAt()
    .sign(await signingKey(key));
}
