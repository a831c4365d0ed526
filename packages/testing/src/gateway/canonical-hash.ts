import canonicalize from 'canonicalize';
import { base64url } from 'jose';

/** Base64url SHA-256 of bytes. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource)));
}

/** Base64url SHA-256 of the RFC 8785 canonical JSON. */
export function canonicalHash(resource: unknown): Promise<string> {
  return sha256(new TextEncoder().encode(canonicalize(resource) ?? 'null'));
}
