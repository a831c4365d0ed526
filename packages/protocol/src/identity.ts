import * as v from 'valibot';

/** Site id: MA_CSKCB, the facility code of the insurance fund (5 characters). Tokens carry it as `urn:diemcau:site:<MA_CSKCB>`. */
export const siteIdSchema = v.pipe(v.string(), v.regex(/^[0-9A-Z]{5}$/));
const issuerPrefix = 'urn:diemcau:site:';

/** `iss` of a site's tokens. */
export function issuerOf(siteId: string): string {
  return issuerPrefix + siteId;
}

/** Site id of an `iss`, or `undefined` when it is not a site's. */
export function siteIdOf(issuer: string): string | undefined {
  const id = issuer.startsWith(issuerPrefix) ? issuer.slice(issuerPrefix.length) : '';
  return v.is(siteIdSchema, id) ? id : undefined;
}

/** Rights beside the SMART v2 scopes. */
export const scopes = [
  'case.request',
  'case.consult',
  'minutes.sign',
  'consent.collect',
  'consultation.join',
  'consultation.chair',
  'site.system',
  /** Reads what is restricted (HIV, confidentiality R and V) without giving a reason each time, and may print and export it. */
  'record.restricted',
] as const;
/** What a token may allow, beside SMART’s own scopes. */
export type Scope = (typeof scopes)[number];

/** Longest lifetime of a site token, in seconds. */
export const maxTokenLifetime = 15 * 60;

const jkt = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const epochSeconds = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Claims of a site-signed token (JWT, ES256, `typ: at+jwt`, header `kid` = the site key's id in the directory). */
export const tokenClaimsSchema = v.object({
  iss: v.pipe(
    v.string(),
    v.check((iss) => siteIdOf(iss) !== undefined),
  ),
  /** Practising-licence number, patient id, or the site itself for a system token. */
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** The gateway's public origin. */
  aud: v.string(),
  iat: epochSeconds,
  exp: epochSeconds,
  jti: v.pipe(v.string(), v.minLength(8), v.maxLength(100)),
  /** Space-separated. */
  scope: v.string(),
  patient: v.optional(v.string()),
  case: v.optional(v.string()),
  cnf: v.object({ jkt }),
});
/** Claims of a site-signed token. */
export type TokenClaims = v.InferOutput<typeof tokenClaimsSchema>;

const jwkSchema = v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string() });
/** A public P-256 key; private members are dropped when decoded. */
export type PublicJwk = v.InferOutput<typeof jwkSchema>;

const siteKeySchema = v.object({
  kid: v.string(),
  /** `sig` signs tokens (ES256); `enc` receives sealed items (ECDH-ES+A256KW, A256GCM). */
  use: v.picklist(['sig', 'enc']),
  jwk: jwkSchema,
  /** ISO instants. */
  notBefore: v.pipe(v.string(), v.isoTimestamp()),
  notAfter: v.pipe(v.string(), v.isoTimestamp()),
});
/** A public key of a site with its validity. */
export type SiteKey = v.InferOutput<typeof siteKeySchema>;

const siteSchema = v.object({
  id: siteIdSchema,
  /** As the hospital writes it. */
  name: v.string(),
  nameEn: v.optional(v.string()),
  level: v.picklist(['upper', 'lower']),
  /** Code of one of the 34 provinces. */
  province: v.string(),
  specialties: v.array(v.string()),
  keys: v.array(siteKeySchema),
  /** Web origins whose pages may call the gateway for this site. */
  origins: v.array(v.string()),
});
/** A site of the network. */
export type Site = v.InferOutput<typeof siteSchema>;

/**
 * The signed site directory: payload of a compact JWS (ES256, `typ: diemcau-directory+jws`, header `jwk` = the network's public key).
 * Clients pin the RFC 7638 thumbprint of that key by `network-key`.
 */
export const siteDirectorySchema = v.object({
  /** Grows with each signing; a client refuses one lower than it has seen. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  network: v.string(),
  issuedAt: v.pipe(v.string(), v.isoTimestamp()),
  sites: v.array(siteSchema),
});
/** The directory that the network key signs. */
export type SiteDirectory = v.InferOutput<typeof siteDirectorySchema>;

/** `typ` of the signed directory. */
export const directoryType = 'diemcau-directory+jws';
/** `typ` of a site-signed token (RFC 9068). */
export const tokenType = 'at+jwt';
/** `typ` of a proof of possession (RFC 9449). */
export const proofType = 'dpop+jwt';
