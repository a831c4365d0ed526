import {
  DiemcauError,
  siteIdOf,
  tokenClaimsSchema,
  tokenType,
  type SiteDirectory,
  type TokenClaims,
} from '@diemcau/protocol';
import { compactVerify } from 'jose/jws/compact/verify';
import * as v from 'valibot';

/**
 * Verifies that a site vouched for a person: the token's signature by a key that the directory lists for that site and that
 * held when the token was issued. Whether the token is still in time is the gateway's question, not that of evidence.
 * @throws DiemcauError `signature/foreign-key`
 */
export async function verifyToken(token: string, directory: SiteDirectory): Promise<TokenClaims & { siteId: string }> {
  try {
    const { payload } = await compactVerify(
      token,
      (header, input) => {
        const claims = readClaims(decodePayload(input.payload));
        const site = directory.sites.find(({ id }) => id === claims.siteId);
        const key = site?.keys.find(({ kid, use }) => use === 'sig' && kid === header.kid);
        const at = claims.iat * 1000;
        if (header.typ !== tokenType || !key || at < Date.parse(key.notBefore) || at > Date.parse(key.notAfter))
          throw new DiemcauError('signature/foreign-key', { at: 'token' });
        return key.jwk;
      },
      { algorithms: ['ES256'] },
    );
    return readClaims(new TextDecoder().decode(payload));
  } catch (error) {
    throw DiemcauError.from(error, 'signature/foreign-key');
  }
}

function decodePayload(payload: unknown): string {
  const text = typeof payload === 'string' ? payload : new TextDecoder().decode(payload as Uint8Array);
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}

function readClaims(text: string): TokenClaims & { siteId: string } {
  const claims = v.parse(tokenClaimsSchema, JSON.parse(text));
  return { ...claims, siteId: siteIdOf(claims.iss) as string };
}
