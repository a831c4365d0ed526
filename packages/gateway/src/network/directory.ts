import {
  calculateJwkThumbprint,
  compactVerify,
  decodeProtectedHeader,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';
import * as v from 'valibot';
import { DiemcauError, directoryType, siteDirectorySchema, type Site, type SiteDirectory } from '@diemcau/protocol';

/** The site directory in force, as it was signed and as it is read. */
export interface Directory {
  readonly jws: string;
  readonly content: SiteDirectory;
  /** RFC 7638 thumbprint of the network key that signed it: what clients pin. */
  readonly networkKey: string;
  site(siteId: string): Site | undefined;
  /** A site's signing key that was valid at an instant (epoch ms). */
  signingKey(siteId: string, kid: string, at: number): Promise<CryptoKey | undefined>;
  /** Whether any site lists the origin. */
  knowsOrigin(origin: string): boolean;
}

/**
 * Reads and verifies a signed directory.
 * @param pinned thumbprint of the network key; without it the key in the header is taken as it is
 * @throws DiemcauError `network/directory-unverified`
 */
export async function readDirectory(jws: string, pinned?: string): Promise<Directory> {
  try {
    const header = decodeProtectedHeader(jws.trim());
    if (header.alg !== 'ES256' || header.typ !== directoryType || !header.jwk) throw new Error('header');
    const networkKey = await calculateJwkThumbprint(header.jwk as JWK);
    if (pinned !== undefined && pinned !== networkKey) throw new Error('another network key');
    const { payload } = await compactVerify(jws.trim(), await importJWK(header.jwk as JWK, 'ES256'), {
      algorithms: ['ES256'],
    });
    const content = v.parse(siteDirectorySchema, JSON.parse(new TextDecoder().decode(payload)));
    return directoryOf(jws.trim(), content, networkKey);
  } catch (cause) {
    throw new DiemcauError('network/directory-unverified', { cause });
  }
}

function directoryOf(jws: string, content: SiteDirectory, networkKey: string): Directory {
  const sites = new Map(content.sites.map((site) => [site.id, site]));
  const origins = new Set(content.sites.flatMap((site) => site.origins));
  const imported = new Map<string, Promise<CryptoKey>>();
  return {
    jws,
    content,
    networkKey,
    site: (siteId) => sites.get(siteId),
    knowsOrigin: (origin) => origins.has(origin),
    async signingKey(siteId, kid, at) {
      const key = sites
        .get(siteId)
        ?.keys.find(
          (one) =>
            one.kid === kid && one.use === 'sig' && Date.parse(one.notBefore) <= at && at < Date.parse(one.notAfter),
        );
      if (!key) return undefined;
      const name = `${siteId} ${kid}`;
      const known = imported.get(name) ?? (importJWK(key.jwk, 'ES256') as Promise<CryptoKey>);
      imported.set(name, known);
      return known;
    },
  };
}
