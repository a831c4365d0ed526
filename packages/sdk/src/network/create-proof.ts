import { proofType } from '@diemcau/protocol';
import { encode } from 'jose/base64url';
import { CompactSign } from 'jose/jws/compact/sign';
import { sha256 } from '../internal/sha256.js';
import type { PersonKey } from '../offline/people.js';

/** What a proof is for. */
export interface ProofOf {
  method: string;
  url: string;
  token: string;
  nonce?: string;
  /** Epoch ms by the gateway's clock. */
  now: number;
}

/** A DPoP proof (RFC 9449): this key asks for this, with this token, now. */
export async function createProof(
  { signKey, publicJwk }: PersonKey,
  { method, url, token, nonce, now }: ProofOf,
): Promise<string> {
  const claims = {
    htm: method,
    htu: url.split(/[?#]/, 1)[0],
    iat: Math.floor(now / 1000),
    jti: encode(crypto.getRandomValues(new Uint8Array(16))),
    ath: await sha256(token),
    ...(nonce === undefined ? {} : { nonce }),
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', typ: proofType, jwk: publicJwk })
    .sign(signKey.privateKey);
}
