import { encode } from 'jose/base64url';

/** SHA-256 of UTF-8 text or bytes, base64url. */
export async function sha256(data: string | BufferSource): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  return encode(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
