import { directoryType, issuerOf, tokenType, type Scope, type Site, type SiteDirectory } from '@diemcau/protocol';
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { v4 as uuid } from 'uuid';
import { findDoctor } from './doctors.js';
import { demoSiteIds, inventedSites } from './sites.js';

/** What a site says of its user in a token. */
export interface TokenRequest {
  siteId: string;
  sub: string;
  name: string;
  /** Thumbprint of the user's key. */
  jkt: string;
  /** The gateway's public origin. */
  audience: string;
  scope: readonly (Scope | (string & {}))[];
  /** Seconds; 600 unless told. */
  lifetime?: number;
  /** Epoch ms; now unless told. */
  now?: number;
  /** Signs with another key than the site's own. */
  key?: JWK;
}

/** A network with fresh keys, for tests and stories. */
export interface InventedNetwork {
  directory: SiteDirectory;
  /** The signed directory. */
  jws: string;
  /** Thumbprint of the network key: what clients pin. */
  networkKey: string;
  /** Keys that open what is sealed to a site. */
  sealingKeys: ReadonlyMap<string, JWK>;
  /** Signs a token as a site's back end does. */
  mint(request: TokenRequest): Promise<string>;
  /** A token provider for a seeded doctor, as `createDiemcau` and `diemcau-network` take it. */
  tokenProviderOf(sub: string): (request: { jkt: string; audience: string }) => Promise<string>;
}

const day = 86_400_000;
const everything: readonly Scope[] = [
  'case.request',
  'case.consult',
  'minutes.sign',
  'consent.collect',
  'consultation.join',
  'consultation.chair',
];

/** Makes keys for the demo's hospitals and signs the directory of the whole invented network. */
export async function createInventedNetwork({
  origins = () => [],
  now = Date.now(),
}: { origins?: (siteId: string) => string[]; now?: number } = {}): Promise<InventedNetwork> {
  const network = await newKey();
  const signing = new Map<string, JWK>();
  const sealingKeys = new Map<string, JWK>();
  const validity = { notBefore: new Date(now - day).toISOString(), notAfter: new Date(now + 365 * day).toISOString() };
  for (const id of demoSiteIds) {
    signing.set(id, await newKey());
    sealingKeys.set(id, await newKey());
  }
  const sites = inventedSites.map((site): Site => {
    const [sig, enc] = [signing.get(site.id), sealingKeys.get(site.id)];
    const keys =
      sig && enc
        ? [
            { kid: `${site.id}-1`, use: 'sig' as const, jwk: publicHalf(sig), ...validity },
            { kid: `${site.id}-e1`, use: 'enc' as const, jwk: publicHalf(enc), ...validity },
          ]
        : [];
    return { ...site, specialties: [...site.specialties], keys, origins: origins(site.id) };
  });
  const directory: SiteDirectory = {
    version: 1,
    network: 'Mạng bịa để thử',
    issuedAt: new Date(now).toISOString(),
    sites,
  };
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(directory)))
    .setProtectedHeader({ alg: 'ES256', typ: directoryType, jwk: publicHalf(network) })
    .sign(await importJWK(network, 'ES256'));
  const mint = (request: TokenRequest) => signToken(request.key ?? signing.get(request.siteId), request);
  return {
    directory,
    jws,
    networkKey: await calculateJwkThumbprint(publicHalf(network)),
    sealingKeys,
    mint,
    tokenProviderOf: (sub) => (request) => {
      const { siteId, name } = findDoctor(sub);
      return mint({ ...request, siteId, sub, name, scope: everything });
    },
  };
}

async function newKey(): Promise<JWK> {
  return exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey);
}

function publicHalf({ x, y }: JWK) {
  return { kty: 'EC', crv: 'P-256', x: x!, y: y! } as const;
}

async function signToken(
  key: JWK | undefined,
  { siteId, sub, name, jkt, audience, scope, lifetime = 600, now = Date.now() }: TokenRequest,
): Promise<string> {
  if (!key) throw new TypeError(`No key of ${siteId}`);
  const issued = Math.floor(now / 1000);
  return new SignJWT({ name, scope: scope.join(' '), cnf: { jkt } })
    .setProtectedHeader({ alg: 'ES256', typ: tokenType, kid: `${siteId}-1` })
    .setIssuer(issuerOf(siteId))
    .setSubject(sub)
    .setAudience(audience)
    .setIssuedAt(issued)
    .setExpirationTime(issued + lifetime)
    .setJti(uuid())
    .sign(await importJWK(key, 'ES256'));
}
