import {
  DiemcauError,
  signaturePayloadSchema,
  signatureType,
  type PublicJwk,
  type SignaturePayload,
  type SiteDirectory,
  type Signer,
} from '@diemcau/protocol';
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint';
import { compactVerify } from 'jose/jws/compact/verify';
import * as v from 'valibot';
import { verifyToken } from './verify-token.js';

/** What a signature must speak of, besides being true. */
export interface SignatureExpectation {
  directory: SiteDirectory;
  kind?: SignaturePayload['kind'];
  /** Refuses a signature made for another case. */
  caseId?: string;
  /** Canonical hash of the resource; refuses when its content changed. */
  hash?: string;
}

/** A signature that held: what was signed, and by whom. */
export interface VerifiedSignature {
  payload: SignaturePayload;
  signer: Signer;
}

/** Seconds that a PC's clock may go before the site's. */
const clockSkew = 300;

/**
 * Verifies a person's signature: the JWS by the key in its header, that key by the site's token in its header, the token by the
 * site's key in the directory. Runs in browsers and in Node.
 * @throws DiemcauError `signature/invalid`, `signature/foreign-key`, `signature/replayed` (another case), `signature/content-changed`
 */
export async function verifySignature(jws: string, expected: SignatureExpectation): Promise<VerifiedSignature> {
  try {
    const { payload: bytes, protectedHeader } = await compactVerify(jws, (header) => header.jwk as PublicJwk, {
      algorithms: ['ES256'],
    });
    if (protectedHeader.typ !== signatureType) throw new DiemcauError('signature/invalid', { at: 'typ' });
    const claims = await verifyToken(String(protectedHeader.token), expected.directory);
    const jkt = await calculateJwkThumbprint(protectedHeader.jwk as PublicJwk);
    if (jkt !== claims.cnf.jkt) throw new DiemcauError('signature/foreign-key', { at: 'jwk' });
    const payload = v.parse(signaturePayloadSchema, JSON.parse(new TextDecoder().decode(bytes)));
    if (Date.parse(payload.signedAt) / 1000 < claims.iat - clockSkew)
      throw new DiemcauError('signature/invalid', { at: 'signedAt' });
    if (expected.kind && payload.kind !== expected.kind) throw new DiemcauError('signature/replayed', { at: 'kind' });
    if (expected.caseId && payload.caseId !== expected.caseId)
      throw new DiemcauError('signature/replayed', { at: 'caseId' });
    if (expected.hash && (!('hash' in payload) || payload.hash !== expected.hash))
      throw new DiemcauError('signature/content-changed', { at: 'hash' });
    return { payload, signer: { siteId: claims.siteId, sub: claims.sub, name: claims.name, jkt } };
  } catch (error) {
    throw DiemcauError.from(error, 'signature/invalid');
  }
}
