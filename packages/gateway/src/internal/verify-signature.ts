import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import * as v from 'valibot';
import {
  DiemcauError,
  isDiemcauError,
  signaturePayloadSchema,
  signatureType,
  type SignaturePayload,
  type Signer,
} from '@diemcau/protocol';
import type { Principal } from './principal.types.js';

const headerSchema = v.object({
  alg: v.literal('ES256'),
  typ: v.literal(signatureType),
  jwk: v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string() }),
  token: v.string(),
});

/** Verifies the token inside a signature, which may have ended since. */
export type VerifyEvidence = (
  token: string,
) => Promise<{ siteId: string; claims: { sub: string; name: string; iat: number; cnf: { jkt: string } } }>;

/** What the signature must be about. */
export type Expected<K extends SignaturePayload['kind']> = Partial<Extract<SignaturePayload, { kind: K }>> & {
  kind: K;
};

/** What a signature says and who made it. */
export interface VerifiedSignature<K extends SignaturePayload['kind']> {
  payload: Extract<SignaturePayload, { kind: K }>;
  signer: Signer;
}

/** Verifies a person's signature, and that it is by who asks. */
export type VerifySignature = <K extends SignaturePayload['kind']>(
  jws: string,
  who: Principal,
  expected: Expected<K>,
) => Promise<VerifiedSignature<K>>;

/**
 * @throws DiemcauError `signature/invalid`, `signature/foreign-key` (not the asker's key or site), `signature/replayed` (about
 * something else), `signature/content-changed` (the hash differs)
 */
export function createVerifySignature(verifyEvidence: VerifyEvidence): VerifySignature {
  return async (jws, who, expected) => {
    const { jwk, token, payload } = await open(jws);
    const jkt = await calculateJwkThumbprint(jwk);
    const { siteId, claims } = await verifyEvidence(token).catch((cause: unknown) => {
      throw isDiemcauError(cause) && cause.code === 'network/unreachable'
        ? cause
        : new DiemcauError('signature/foreign-key', { cause });
    });
    if (claims.cnf.jkt !== jkt) throw new DiemcauError('signature/foreign-key', { at: 'jwk' });
    if (siteId !== who.siteId || claims.sub !== who.sub) throw new DiemcauError('signature/foreign-key', { at: 'sub' });
    // On behalf, the site's own token vouches; else the key in hand must be the one that signed.
    if (!who.onBehalf && jkt !== who.jkt) throw new DiemcauError('signature/foreign-key', { at: 'jkt' });
    if (Date.parse(payload.signedAt) / 1000 < claims.iat - 300)
      throw new DiemcauError('signature/invalid', { at: 'signedAt' });
    for (const [name, value] of Object.entries(expected)) {
      if ((payload as Record<string, unknown>)[name] === value) continue;
      throw new DiemcauError(name === 'hash' ? 'signature/content-changed' : 'signature/replayed', { at: name });
    }
    return { payload: payload as never, signer: { siteId, sub: claims.sub, name: claims.name, jkt } };
  };
}

async function open(jws: string) {
  try {
    const { jwk, token } = v.parse(headerSchema, decodeProtectedHeader(jws));
    const { payload } = await compactVerify(jws, await importJWK(jwk, 'ES256'), { algorithms: ['ES256'] });
    return { jwk, token, payload: v.parse(signaturePayloadSchema, JSON.parse(new TextDecoder().decode(payload))) };
  } catch (cause) {
    throw new DiemcauError('signature/invalid', { cause });
  }
}
