/** Base64 (white space allowed) of UTF-8 or UTF-16 text; undefined when it is not base64. The byte order mark is taken off. */
export function decodeBase64(text: string): string | undefined {
  const plain = text.replace(/[\s\uFEFF]+/gu, '');
  if (plain === '' || plain.length % 4 === 1 || !/^[A-Za-z0-9+/]+={0,2}$/u.test(plain)) return undefined;
  let binary: string;
  try {
    binary = atob(plain);
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
