import { decodeBytes } from './decode-bytes.js';

/** In newer browsers; about ten times as fast as the loop. */
const native = (Uint8Array as { fromBase64?: (text: string) => Uint8Array }).fromBase64?.bind(Uint8Array);

/** Base64 (white space and the URL alphabet allowed) of text; undefined when it is not base64. */
export function decodeBase64(text: string): string | undefined {
  const bytes = bytesOf(text) ?? bytesOf(plain(text));
  return bytes && bytes.length > 0 ? decodeBytes(bytes) : undefined;
}

/** Decoders check every character and skip ASCII blanks: no scan of our own goes before. */
function bytesOf(text: string): Uint8Array | undefined {
  try {
    if (native) return native(text);
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
    return bytes;
  } catch {
    return undefined;
  }
}

/** For the few that decoders refuse: other blanks, the URL alphabet. */
function plain(text: string): string {
  return text
    .replace(/[\s\uFEFF]+/gu, '')
    .replace(/-/gu, '+')
    .replace(/_/gu, '/');
}
