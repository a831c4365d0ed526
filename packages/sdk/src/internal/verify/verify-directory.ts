import {
  DiemcauError,
  directoryType,
  siteDirectorySchema,
  type PublicJwk,
  type SiteDirectory,
} from '@diemcau/protocol';
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint';
import { compactVerify } from 'jose/jws/compact/verify';
import * as v from 'valibot';

/** A site directory and whether the pinned network key signed it. */
export interface VerifiedDirectory {
  directory: SiteDirectory;
  /** `false` when no key was pinned: the directory is consistent, but nobody vouches for it. */
  verified: boolean;
}

/**
 * Verifies the signed site directory; runs in browsers and in Node.
 * @param networkKey RFC 7638 thumbprint of the network's public key
 * @throws DiemcauError `network/directory-unverified` when the key or the signature is another's
 */
export async function verifyDirectory(jws: string, networkKey?: string): Promise<VerifiedDirectory> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws.trim(), (header) => header.jwk as PublicJwk, {
      algorithms: ['ES256'],
    });
    if (protectedHeader.typ !== directoryType) throw new DiemcauError('network/directory-unverified', { at: 'typ' });
    const thumbprint = await calculateJwkThumbprint(protectedHeader.jwk as PublicJwk);
    if (networkKey && thumbprint !== networkKey)
      throw new DiemcauError('network/directory-unverified', { at: 'network-key' });
    const directory = v.parse(siteDirectorySchema, JSON.parse(new TextDecoder().decode(payload)));
    return { directory, verified: Boolean(networkKey) };
  } catch (error) {
    throw DiemcauError.from(error, 'network/directory-unverified');
  }
}
