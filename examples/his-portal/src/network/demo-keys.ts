import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** A private P-256 key as a JWK with its key id. */
export interface KeyFile extends JWK {
  kid: string;
}

/** What a hospital holds: a key that signs its people's tokens, one that opens sealed items, one of its back end. */
export interface SiteKeys {
  signing: KeyFile;
  sealing: KeyFile;
  system: KeyFile;
}

async function newKey(alg: 'ES256' | 'ECDH-ES+A256KW'): Promise<KeyFile> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: (await calculateJwkThumbprint(jwk)).slice(0, 16) };
}

/** Reads a JSON file, or makes it once: keys outlive the demo's restarts. */
async function once<T>(file: string, make: () => Promise<T>): Promise<T> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = await make();
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}

/** Keys of one hospital, in its own folder. */
export function siteKeys(dataDir: string, siteId: string): Promise<SiteKeys> {
  return once(join(dataDir, 'sites', siteId, 'keys.json'), async () => ({
    signing: await newKey('ES256'),
    sealing: await newKey('ECDH-ES+A256KW'),
    system: await newKey('ES256'),
  }));
}

/** The operator's network key. It stays in a folder of its own: the running gateway is never told of it. */
export function networkKey(dataDir: string): Promise<KeyFile> {
  return once(join(dataDir, 'network-key', 'network.json'), () => newKey('ES256'));
}

/** The public half of a key. */
export function publicHalf({ kty, crv, x, y }: JWK): { kty: 'EC'; crv: 'P-256'; x: string; y: string } {
  if (kty !== 'EC' || crv !== 'P-256' || !x || !y) throw new TypeError('Not a P-256 key');
  return { kty: 'EC', crv: 'P-256', x, y };
}
