const folded: (string | undefined)[] = [];

/** One UTF-16 unit without Vietnamese marks, in lower case; `''` for a mark that stands alone. */
export function foldUnit(code: number): string {
  return (folded[code] ??= String.fromCharCode(code)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd'));
}

/** Text for searching: lower case, without Vietnamese marks, composed or not. */
export function foldText(text: string): string {
  let plain = '';
  for (let at = 0; at < text.length; at++) plain += foldUnit(text.charCodeAt(at));
  return plain;
}
