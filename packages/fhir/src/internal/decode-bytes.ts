/**
 * Bytes of a record as text: by the byte order mark, else by the bytes of a first `<` or `{`, else by the encoding that an XML declaration names
 * (windows-1258 of older HIS), else UTF-8. The byte order mark is taken off.
 */
export function decodeBytes(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  // windows-1258 writes tone marks apart from their letters.
  return encoding === 'windows-1258' ? text.normalize('NFC') : text;
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Without a mark: two characters of one byte and a zero each. A lone zero is dirt.
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 200));
  const named = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/u.exec(start)?.[1]?.toLowerCase();
  // Only one-byte encodings are believed: bytes that start with a plain `<?xml` are not UTF-16, whatever they say.
  return named !== undefined && oneByte.has(named) ? named : 'utf-8';
}

const oneByte: ReadonlySet<string> = new Set(['windows-1258', 'windows-1252', 'iso-8859-1', 'us-ascii']);
