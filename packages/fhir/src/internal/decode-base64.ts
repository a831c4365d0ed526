import { decodeBytes } from '../internal/decode-bytes.js';

/** Base64 (white space and the URL alphabet allowed) of text; undefined when it is not base64. */
export function decodeBase64(text: string): string | undefined {
  const plain = text
    .replace(/[\s\uFEFF]+/gu, '')
    .replace(/-/gu, '+')
    .replace(/_/gu, '/');
  if (plain === '' || plain.length % 4 === 1 || !/^[A-Za-z0-9+/]+={0,2}$/u.test(plain)) return undefined;
  let binary: string;
  try {
    binary = atob(plain);
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return decodeBytes(bytes);
}
