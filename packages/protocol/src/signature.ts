import * as v from 'valibot';
import { consentPurposes } from './consent.js';
import { personRoles } from './person-roles.js';

/**
 * Signatures by the person's key. Compact JWS, ES256, protected header
 * `{ alg, typ: 'diemcau-signature+jws', jwk: <person's public key>, token: <site token that names it by cnf.jkt> }`.
 * Hashes are base64url SHA-256 of the RFC 8785 canonical JSON of the resource.
 */
export const signatureType = 'diemcau-signature+jws';

const uuid = v.pipe(v.string(), v.uuid());
const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const instant = v.pipe(v.string(), v.isoTimestamp());

/** Payload of every signature; `kind` says what is signed, the ids bind it so that it cannot be replayed on another case. */
export const signaturePayloadSchema = v.variant('kind', [
  v.object({
    kind: v.literal('consent'),
    caseId: uuid,
    consentId: uuid,
    purpose: v.picklist(consentPurposes),
    decision: v.picklist(['permit', 'deny', 'withdraw']),
    /** Hash of the Consent resource as it was shown. */
    hash,
    signedAt: instant,
  }),
  v.object({
    kind: v.literal('minutes'),
    caseId: uuid,
    /** Bundle.id of the minutes document. */
    documentId: uuid,
    role: v.picklist(personRoles),
    /** Hash of the document Bundle. */
    hash,
    signedAt: instant,
  }),
  v.object({
    kind: v.literal('fingerprint'),
    caseId: uuid,
    participantId: uuid,
    /** DTLS certificate fingerprint, lower case, e.g. `sha-256 ab:cd:…`. */
    fingerprint: v.string(),
    signedAt: instant,
  }),
]);
/** What a signature says. */
export type SignaturePayload = v.InferOutput<typeof signaturePayloadSchema>;

/** Who signed, after verification against the site directory. */
export interface Signer {
  siteId: string;
  sub: string;
  name: string;
  /** RFC 7638 thumbprint of the person's key. */
  jkt: string;
}
