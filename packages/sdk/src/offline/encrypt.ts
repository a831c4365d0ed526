import type { SealedBytes } from './database.js';

/** Encrypts text for one place: `place` is bound in, so that a value cannot be moved under another key. */
export function encrypt(key: CryptoKey, place: string, text: string): Promise<SealedBytes> {
  return encryptBytes(key, place, new TextEncoder().encode(text));
}

/** As `encrypt`, for bytes. */
export async function encryptBytes(key: CryptoKey, place: string, bytes: BufferSource): Promise<SealedBytes> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(place) };
  return { iv, data: await crypto.subtle.encrypt(algorithm, key, bytes) };
}

/** Reads what `encrypt` wrote for the same place. */
export async function decrypt(key: CryptoKey, place: string, sealed: SealedBytes): Promise<string> {
  return new TextDecoder().decode(await decryptBytes(key, place, sealed));
}

/** As `decrypt`, for bytes. */
export function decryptBytes(key: CryptoKey, place: string, { iv, data }: SealedBytes): Promise<ArrayBuffer> {
  const algorithm = { name: 'AES-GCM', iv: iv as BufferSource, additionalData: new TextEncoder().encode(place) };
  return crypto.subtle.decrypt(algorithm, key, data);
}
