import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { directoryType, type Site, type SiteDirectory } from '@diemcau/protocol';
import { inventedSites } from '@diemcau/testing/people';
import { calculateJwkThumbprint, CompactSign, decodeJwt, importJWK } from 'jose';
import { networkKey, publicHalf, type SiteKeys } from './demo-keys.js';

const year = 365 * 86_400_000;

/** Where the signed directory lies and the thumbprint that clients pin. */
export interface SignedDirectory {
  file: string;
  jws: string;
  /** RFC 7638 thumbprint of the network key. */
  pin: string;
}

/**
 * Signs the site directory as the network's operator does, offline: again, with a higher version, only when a key or a web
 * origin changed (another `PORT_BASE`).
 */
export async function signDirectory(
  dataDir: string,
  portals: ReadonlyMap<string, { origins: string[]; keys: SiteKeys }>,
): Promise<SignedDirectory> {
  const key = await networkKey(dataDir);
  const pin = await calculateJwkThumbprint(publicHalf(key));
  const file = join(dataDir, 'directory.jws');
  const known = await readFile(file, 'utf8').catch(() => undefined);
  const old = known === undefined ? undefined : (decodeJwt(known) as unknown as SiteDirectory);
  const sites = inventedSites.map((site): Site => ({
    ...site,
    specialties: [...site.specialties],
    ...published(
      portals.get(site.id),
      old?.sites.find(({ id }) => id === site.id),
    ),
  }));
  if (known !== undefined && JSON.stringify(old?.sites) === JSON.stringify(sites)) return { file, jws: known, pin };
  const directory: SiteDirectory = {
    version: (old?.version ?? 0) + 1,
    network: 'Mạng hội chẩn từ xa (bản trình diễn, dữ liệu bịa)',
    issuedAt: new Date().toISOString(),
    sites,
  };
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(directory)))
    .setProtectedHeader({ alg: 'ES256', typ: directoryType, jwk: publicHalf(key) })
    .sign(await importJWK(key, 'ES256'));
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, jws);
  return { file, jws, pin };
}

/** A site without a portal has neither keys nor origins: it is in the directory and nobody can speak for it. */
function published(
  portal: { origins: string[]; keys: SiteKeys } | undefined,
  old: Site | undefined,
): Pick<Site, 'keys' | 'origins'> {
  if (!portal) return { keys: [], origins: [] };
  const keys = [
    { kid: portal.keys.signing.kid, use: 'sig' as const, jwk: publicHalf(portal.keys.signing) },
    { kid: portal.keys.sealing.kid, use: 'enc' as const, jwk: publicHalf(portal.keys.sealing) },
  ].map((one) => {
    const before = old?.keys.find(({ kid }) => kid === one.kid);
    const now = Date.now();
    return {
      ...one,
      notBefore: before?.notBefore ?? new Date(now - 60_000).toISOString(),
      notAfter: before?.notAfter ?? new Date(now + 2 * year).toISOString(),
    };
  });
  return { keys, origins: portal.origins };
}
