import type { Site, SiteDirectory } from '@diemcau/protocol';
import { generateKey, type KeyPair } from './keys.js';
import { signDirectory } from './sign-directory.js';
import type { SiteSigningKey } from './sign-site-token.js';

/** A site as an operator enters it; its keys are made here. */
export type NewSite = Omit<Site, 'keys'>;

/** A network with every private key in hand: for tests and demos only. */
export interface Network {
  networkKey: KeyPair;
  directory: SiteDirectory;
  /** The signed directory, for `createGateway`. */
  jws: string;
  /** Signing keys of the sites, by site id. */
  siteKeys: ReadonlyMap<string, SiteSigningKey>;
  /** Keys that receive sealed items, by site id. */
  sealingKeys: ReadonlyMap<string, KeyPair>;
}

/** Makes a network with fresh keys, for demonstrations and tests: a real operator keeps each key in its own place. */
export async function createNetwork(
  sites: readonly NewSite[],
  { name = 'demo', now = Date.now(), years = 2 }: { name?: string; now?: number; years?: number } = {},
): Promise<Network> {
  const networkKey = await generateKey();
  const siteKeys = new Map<string, SiteSigningKey>();
  const sealingKeys = new Map<string, KeyPair>();
  const validity = {
    notBefore: new Date(now - 24 * 3_600_000).toISOString(),
    notAfter: new Date(now + years * 365 * 24 * 3_600_000).toISOString(),
  };
  const listed: Site[] = [];
  for (const site of sites) {
    const [sig, enc] = await Promise.all([generateKey(), generateKey()]);
    siteKeys.set(site.id, { ...sig, siteId: site.id, kid: `${site.id}-1` });
    sealingKeys.set(site.id, enc);
    listed.push({
      ...site,
      keys: [
        { kid: `${site.id}-1`, use: 'sig', jwk: sig.publicJwk, ...validity },
        { kid: `${site.id}-e1`, use: 'enc', jwk: enc.publicJwk, ...validity },
      ],
    });
  }
  const directory: SiteDirectory = { version: 1, network: name, issuedAt: new Date(now).toISOString(), sites: listed };
  return { networkKey, directory, jws: await signDirectory(directory, networkKey), siteKeys, sealingKeys };
}
