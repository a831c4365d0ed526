import {
  DiemcauError,
  maxTokenLifetime,
  proofType,
  siteIdOf,
  tokenClaimsSchema,
  tokenType,
  type PublicJwk,
  type TokenClaims,
} from '@diemcau/protocol';
import {
  calculateJwkThumbprint,
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  importJWK,
  jwtVerify,
} from 'jose';
import * as v from 'valibot';
import { sha256 } from './canonical-hash.js';
import type { Caller, GatewayState } from './state.js';

/** Seconds that a site's clock may be off. */
const tolerance = 60;

/** A verified token of a site. */
export async function verifyToken(
  state: GatewayState,
  token: string,
  { mayHaveEnded = false } = {},
): Promise<{ siteId: string; claims: TokenClaims }> {
  let kid: unknown;
  let claims: TokenClaims;
  try {
    const header = decodeProtectedHeader(token);
    if (header.alg !== 'ES256' || header.typ !== tokenType || typeof header.kid !== 'string')
      throw new DiemcauError('auth/token-refused', { at: 'header' });
    ({ kid } = header);
    claims = v.parse(tokenClaimsSchema, decodeJwt(token));
  } catch (cause) {
    throw DiemcauError.from(cause, 'auth/token-malformed');
  }
  const siteId = siteIdOf(claims.iss)!;
  const issued = claims.iat * 1000;
  const site = state.directory.sites.find(({ id }) => id === siteId);
  const key = site?.keys.find(
    (one) =>
      one.kid === kid && one.use === 'sig' && Date.parse(one.notBefore) <= issued && issued < Date.parse(one.notAfter),
  );
  if (!key) throw new DiemcauError('auth/token-signature', { at: 'kid' });
  try {
    const currentDate = mayHaveEnded ? new Date(issued) : state.now();
    await jwtVerify(token, await importJWK(key.jwk, 'ES256'), {
      algorithms: ['ES256'],
      typ: tokenType,
      issuer: claims.iss,
      audience: state.origin,
      clockTolerance: tolerance,
      currentDate,
    });
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw new DiemcauError('auth/token-expired', { cause });
    if (cause instanceof errors.JWTClaimValidationFailed)
      throw new DiemcauError(cause.claim === 'aud' ? 'auth/token-audience' : 'auth/token-refused', { at: cause.claim });
    throw new DiemcauError('auth/token-signature', { cause });
  }
  if (claims.exp - claims.iat > maxTokenLifetime) throw new DiemcauError('auth/token-refused', { at: 'exp' });
  if (claims.iat > state.now().getTime() / 1000 + tolerance)
    throw new DiemcauError('auth/token-refused', { at: 'iat' });
  return { siteId, claims };
}

/** What a proof must be about. */
export interface ProofContext {
  method: string;
  /** Without query. */
  url: string;
  isFreshNonce(nonce: string): boolean;
  onBehalf?: string;
}

const proofHeader = v.object({
  alg: v.literal('ES256'),
  typ: v.literal(proofType),
  jwk: v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string() }),
});
const proofBody = v.object({
  htm: v.string(),
  htu: v.string(),
  jti: v.pipe(v.string(), v.minLength(8), v.maxLength(100)),
  ath: v.string(),
  nonce: v.optional(v.string()),
});

/** Tells callers from their tokens and proofs (RFC 9449), as strictly as the gateway does. */
export class Authenticator {
  readonly #seen = new Set<string>();
  /** A key belongs to the person under whom it was first seen. */
  readonly #holders = new Map<string, string>();

  constructor(readonly state: GatewayState) {}

  async authenticate(token: string, proof: string, context: ProofContext): Promise<Caller> {
    const { siteId, claims } = await verifyToken(this.state, token);
    await this.#checkProof(proof, token, claims.cnf.jkt, context);
    const person = `${siteId} ${claims.sub}`;
    if ((this.#holders.get(claims.cnf.jkt) ?? person) !== person) throw new DiemcauError('auth/token-replaced-subject');
    this.#holders.set(claims.cnf.jkt, person);
    const scopes = new Set(claims.scope.split(' ').filter(Boolean));
    const system = scopes.has('site.system');
    if (system && claims.sub !== siteId) throw new DiemcauError('auth/token-refused', { at: 'sub' });
    if (context.onBehalf !== undefined && !system)
      throw new DiemcauError('auth/token-refused', { at: 'diemcau-on-behalf' });
    return {
      siteId,
      sub: context.onBehalf ?? claims.sub,
      name: claims.name,
      scopes,
      jkt: claims.cnf.jkt,
      expires: claims.exp,
      system,
      onBehalf: context.onBehalf !== undefined,
    };
  }

  async #checkProof(proof: string, token: string, jkt: string, { method, url, isFreshNonce }: ProofContext) {
    let jwk: PublicJwk;
    let body: v.InferOutput<typeof proofBody>;
    try {
      ({ jwk } = v.parse(proofHeader, decodeProtectedHeader(proof)));
      const { payload } = await compactVerify(proof, await importJWK(jwk, 'ES256'), { algorithms: ['ES256'] });
      body = v.parse(proofBody, JSON.parse(new TextDecoder().decode(payload)));
    } catch (cause) {
      throw new DiemcauError('auth/proof-malformed', { cause });
    }
    if ((await calculateJwkThumbprint(jwk)) !== jkt) throw new DiemcauError('auth/key-mismatch');
    if (body.htm !== method) throw new DiemcauError('auth/proof-malformed', { at: 'htm' });
    if (withoutQuery(body.htu) !== withoutQuery(url)) throw new DiemcauError('auth/proof-malformed', { at: 'htu' });
    if (body.ath !== (await sha256(new TextEncoder().encode(token))))
      throw new DiemcauError('auth/proof-malformed', { at: 'ath' });
    if (!body.nonce || !isFreshNonce(body.nonce)) throw new DiemcauError('auth/proof-nonce');
    const name = `${jkt} ${body.jti}`;
    if (this.#seen.has(name)) throw new DiemcauError('auth/proof-replayed');
    this.#seen.add(name);
  }
}

function withoutQuery(url: string): string {
  return url.split(/[?#]/)[0]!;
}
