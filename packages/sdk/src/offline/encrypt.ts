import type { SealedBytes } from './database.js';

/** Encrypts text for one place: `place` is bound in, so that a value cannot be moved under another key. */
export async function encrypt(key: CryptoKey, place: string, text: string): Promise<SealedBytes> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const encoder = new TextEncoder();
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: encoder.encode(place) },
    key,
    encoder.encode(text),
  );
  return { iv, data };
}

/** Reads what `encrypt` wrote for the same place. */
export async function decrypt(key: CryptoKey, place: string, { iv, data }: SealedBytes): Promise<string> {
  const algorithm = { name: 'AES-GCM', iv: iv as BufferSource, additionalData: new TextEncoder().encode(place) };
  return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, data));
}
