import { SignJWT } from 'jose';
import { v4 as uuid } from 'uuid';
import { issuerOf, maxTokenLifetime, tokenType } from '@diemcau/protocol';
import { signingKey, type KeyPair } from './keys.js';

/** A site's signing key and its id in the directory. */
export interface SiteSigningKey extends KeyPair {
  siteId: string;
  kid: string;
}

/** What a site says of its user. */
export interface SiteTokenClaims {
  sub: string;
  name: string;
  /** The gateway's public origin. */
  audience: string;
  /** Thumbprint of the browser's key. */
  jkt: string;
  scope: readonly string[];
  patient?: string;
  case?: string;
  /** Seconds; at most 15 minutes. */
  lifetime?: number;
  /** Epoch ms; now unless given. */
  now?: number;
}

/** What a hospital's back end does at its token endpoint: vouches for its signed-in user. */
export async function signSiteToken(key: SiteSigningKey, claims: SiteTokenClaims): Promise<string> {
  const issuedAt = Math.floor((claims.now ?? Date.now()) / 1000);
  const { sub, name, patient, case: caseId, scope, jkt, audience, lifetime = maxTokenLifetime } = claims;
  return new SignJWT({ sub, name, scope: scope.join(' '), patient, case: caseId, cnf: { jkt } })
    .setProtectedHeader({ alg: 'ES256', typ: tokenType, kid: key.kid })
    .setIssuer(issuerOf(key.siteId))
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetime)
    .setJti(uuid())
    .sign(await signingKey(key));
}
