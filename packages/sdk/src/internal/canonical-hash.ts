import canonicalize from 'canonicalize';
import { sha256 } from './sha256.js';

/** Base64url SHA-256 of the RFC 8785 canonical JSON: what signatures speak of. */
export async function canonicalHash(resource: object): Promise<string> {
  return sha256(canonicalize(resource) ?? '');
}
