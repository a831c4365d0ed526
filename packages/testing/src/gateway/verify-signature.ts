import {
  DiemcauError,
  signaturePayloadSchema,
  signatureType,
  type PublicJwk,
  type SignaturePayload,
  type Signer,
} from '@diemcau/protocol';
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import * as v from 'valibot';
import { verifyToken } from './authenticate.js';
import type { Caller, GatewayState } from './state.js';

/** Verifies that a signature is by who asks and about what is expected, as the gateway does. */
export async function verifySignature(
  state: GatewayState,
  jws: string,
  who: Caller,
  expected: Partial<SignaturePayload>,
): Promise<{ signer: Signer; signedAt: string }> {
  let jwk: PublicJwk;
  let token: string;
  let payload: SignaturePayload;
  try {
    const header = decodeProtectedHeader(jws);
    if (header.typ !== signatureType || typeof header['token'] !== 'string') throw new TypeError('header');
    jwk = header.jwk as PublicJwk;
    token = header['token'];
    const verified = await compactVerify(jws, await importJWK(jwk, 'ES256'), { algorithms: ['ES256'] });
    payload = v.parse(signaturePayloadSchema, JSON.parse(new TextDecoder().decode(verified.payload)));
  } catch (cause) {
    throw new DiemcauError('signature/invalid', { cause });
  }
  const jkt = await calculateJwkThumbprint(jwk);
  const { siteId, claims } = await verifyToken(state, token, { mayHaveEnded: true }).catch((cause: unknown) => {
    throw new DiemcauError('signature/foreign-key', { cause });
  });
  if (claims.cnf.jkt !== jkt || siteId !== who.siteId || claims.sub !== who.sub || (!who.onBehalf && jkt !== who.jkt))
    throw new DiemcauError('signature/foreign-key');
  if (Date.parse(payload.signedAt) / 1000 < claims.iat - 300)
    throw new DiemcauError('signature/invalid', { at: 'signedAt' });
  for (const [name, value] of Object.entries(expected)) {
    if ((payload as Record<string, unknown>)[name] !== value)
      throw new DiemcauError(name === 'hash' ? 'signature/content-changed' : 'signature/replayed', { at: name });
  }
  return { signer: { siteId, sub: claims.sub, name: claims.name, jkt }, signedAt: payload.signedAt };
}
