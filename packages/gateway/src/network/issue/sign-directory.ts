import { CompactSign } from 'jose';
import * as v from 'valibot';
import { directoryType, siteDirectorySchema, type SiteDirectory } from '@diemcau/protocol';
import { signingKey, type KeyPair } from './keys.js';

/** Signs a site directory with the operator's offline network key. Never run where the gateway runs. */
export async function signDirectory(directory: SiteDirectory, networkKey: KeyPair): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify(v.parse(siteDirectorySchema, directory)));
  return new CompactSign(payload)
    .setProtectedHeader({ alg: 'ES256', typ: directoryType, jwk: networkKey.publicJwk })
    .sign(await signingKey(networkKey));
}
