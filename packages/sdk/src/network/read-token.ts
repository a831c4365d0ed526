import { DiemcauError, siteIdOf, tokenClaimsSchema, type TokenClaims } from '@diemcau/protocol';
import { decodeJwt } from 'jose/jwt/decode';
import * as v from 'valibot';

/**
 * Reads what a site's token says; whether it is true is the gateway's to judge.
 * @throws DiemcauError `auth/token-malformed`, `auth/token-audience`, `auth/key-mismatch`
 */
export function readToken(
  token: string,
  expected: { jkt: string; audience: string },
): TokenClaims & { siteId: string } {
  let claims: TokenClaims;
  try {
    claims = v.parse(tokenClaimsSchema, decodeJwt(token));
  } catch (cause) {
    throw new DiemcauError('auth/token-malformed', { cause });
  }
  if (claims.aud !== expected.audience) throw new DiemcauError('auth/token-audience');
  if (claims.cnf.jkt !== expected.jkt) throw new DiemcauError('auth/key-mismatch');
  return { ...claims, siteId: siteIdOf(claims.iss) as string };
}
