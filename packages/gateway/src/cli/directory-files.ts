import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWK } from 'jose';
import type { SiteDirectory } from '@diemcau/protocol';
import { keyPairOf, type KeyPair } from '../network/issue/keys.js';
import type { SiteSigningKey } from '../network/issue/sign-site-token.js';
import { readJson } from './read-text.js';

/** The operator's folder: the unsigned directory, the network key (offline), what was signed. */
export const directoryFiles = (folder: string) => ({
  draft: join(folder, 'directory.json'),
  networkKey: join(folder, 'network.key.json'),
  signed: join(folder, 'directory.jws'),
  siteKey: (siteId: string, kid: string) => join(folder, `${siteId}.${kid}.key.json`),
});

/** Private keys are for their owner's eyes alone, and are never written over. */
export async function writeSecret(file: string, value: object): Promise<void> {
  await writeFile(file, JSON.stringify(value, undefined, 2), { mode: 0o600, flag: 'wx' });
}

/** Writes the unsigned directory; a new one never over an old. */
export async function writeDraft(folder: string, draft: SiteDirectory, { isNew = false } = {}): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(directoryFiles(folder).draft, `${JSON.stringify(draft, undefined, 2)}\n`, {
    flag: isNew ? 'wx' : 'w',
  });
}

/** The directory as it will be signed next. */
export const readDraft = (folder: string) => readJson<SiteDirectory>(directoryFiles(folder).draft);

/** The operator’s network key, from its own file. */
export async function networkKeyOf(folder: string): Promise<KeyPair> {
  return keyPairOf((await readJson<{ privateJwk: JWK }>(directoryFiles(folder).networkKey)).privateJwk);
}

/** A site’s signing key, from its own file. */
export async function siteKeyOf(file: string): Promise<SiteSigningKey> {
  const { siteId, kid, privateJwk } = await readJson<{ siteId: string; kid: string; privateJwk: JWK }>(file);
  return { ...(await keyPairOf(privateJwk)), siteId, kid };
}
