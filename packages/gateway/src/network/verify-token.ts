import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import * as v from 'valibot';
import {
  DiemcauError,
  maxTokenLifetime,
  siteIdOf,
  tokenClaimsSchema,
  tokenType,
  type TokenClaims,
} from '@diemcau/protocol';
import type { Clock } from '../internal/clock.js';
import type { Directory } from './directory.js';

/** Seconds that a site's clock may be off. */
const tolerance = 60;

/** A token whose signature and claims held. */
export interface VerifiedToken {
  claims: TokenClaims;
  siteId: string;
}

/** Against what a token is checked. */
export interface TokenCheck {
  directory: Directory;
  /** The gateway's public origin. */
  audience: string;
  clock: Clock;
  /** Evidence in a signature may have ended since; its key must have been valid when it was issued. */
  mayHaveExpired?: boolean;
}

/**
 * Verifies a site-signed token against the directory.
 * @throws DiemcauError `auth/…`
 */
export async function verifyToken(
  token: string,
  { directory, audience, clock, mayHaveExpired }: TokenCheck,
): Promise<VerifiedToken> {
  const { kid, claims } = parse(token);
  const siteId = siteIdOf(claims.iss)!;
  const key = await directory.signingKey(siteId, kid, claims.iat * 1000);
  if (!key) throw new DiemcauError('auth/token-signature', { at: 'kid' });
  try {
    await jwtVerify(token, key, {
      algorithms: ['ES256'],
      typ: tokenType,
      issuer: claims.iss,
      audience,
      clockTolerance: tolerance,
      currentDate: new Date(mayHaveExpired ? claims.iat * 1000 : clock()),
    });
  } catch (cause) {
    throw refusal(cause);
  }
  if (claims.exp - claims.iat > maxTokenLifetime) throw new DiemcauError('auth/token-refused', { at: 'exp' });
  if (claims.iat > clock() / 1000 + tolerance) throw new DiemcauError('auth/token-refused', { at: 'iat' });
  // A key that was taken out of use is refused at once, also for tokens that it signed before.
  if (!mayHaveExpired && !(await directory.signingKey(siteId, kid, clock())))
    throw new DiemcauError('auth/token-signature', { at: 'kid' });
  return { claims, siteId };
}

function parse(token: string): { kid: string; claims: TokenClaims } {
  try {
    const { alg, typ, kid } = decodeProtectedHeader(token);
    if (alg !== 'ES256' || typ !== tokenType || typeof kid !== 'string')
      throw new DiemcauError('auth/token-refused', { at: 'header' });
    return { kid, claims: v.parse(tokenClaimsSchema, decodeJwt(token)) };
  } catch (cause) {
    if (cause instanceof DiemcauError) throw cause;
    throw new DiemcauError('auth/token-malformed', { cause });
  }
}

function refusal(cause: unknown): DiemcauError {
  if (cause instanceof errors.JWTExpired) return new DiemcauError('auth/token-expired', { cause });
  if (cause instanceof errors.JWTClaimValidationFailed)
    return new DiemcauError(cause.claim === 'aud' ? 'auth/token-audience' : 'auth/token-refused', {
      at: cause.claim,
      cause,
    });
  return new DiemcauError('auth/token-signature', { cause });
}
