import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import * as v from 'valibot';
import { DiemcauError, proofType } from '@diemcau/protocol';

const headerSchema = v.object({
  alg: v.literal('ES256'),
  typ: v.literal(proofType),
  jwk: v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string() }),
});
const bodySchema = v.object({
  htm: v.string(),
  htu: v.string(),
  jti: v.pipe(v.string(), v.minLength(8), v.maxLength(100)),
  ath: v.string(),
  nonce: v.optional(v.string()),
});

/** What a proof must be about. */
export interface ProofCheck {
  token: string;
  /** `cnf.jkt` of the token. */
  jkt: string;
  method: string;
  /** The URL as the client sees it, without query. */
  url: string;
  isFreshNonce(nonce: string): boolean;
  isFirst(key: string, jti: string): boolean;
}

/**
 * Verifies a DPoP proof (RFC 9449). How fresh it is the nonce tells, not the PC's clock.
 * @throws DiemcauError `auth/proof-…`, `auth/key-mismatch`
 */
export async function verifyProof(proof: string, check: ProofCheck): Promise<void> {
  const { jwk, body } = await open(proof);
  if ((await calculateJwkThumbprint(jwk)) !== check.jkt) throw new DiemcauError('auth/key-mismatch');
  if (body.htm !== check.method) throw new DiemcauError('auth/proof-malformed', { at: 'htm' });
  const url = withoutQuery(check.url);
  if (url === undefined || withoutQuery(body.htu) !== url)
    throw new DiemcauError('auth/proof-malformed', { at: 'htu' });
  if (body.ath !== createHash('sha256').update(check.token).digest('base64url'))
    throw new DiemcauError('auth/proof-malformed', { at: 'ath' });
  if (!body.nonce || !check.isFreshNonce(body.nonce)) throw new DiemcauError('auth/proof-nonce');
  if (!check.isFirst(check.jkt, body.jti)) throw new DiemcauError('auth/proof-replayed');
}

async function open(proof: string) {
  try {
    const { jwk } = v.parse(headerSchema, decodeProtectedHeader(proof));
    const { payload } = await compactVerify(proof, await importJWK(jwk, 'ES256'), { algorithms: ['ES256'] });
    return { jwk, body: v.parse(bodySchema, JSON.parse(new TextDecoder().decode(payload))) };
  } catch (cause) {
    throw new DiemcauError('auth/proof-malformed', { cause });
  }
}

function withoutQuery(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname, protocol, host } = new URL(url);
  // `origin` of a ws url is "null" in some versions of the URL standard.
  return (origin === 'null' ? `${protocol}//${host}` : origin) + pathname;
}
