/** A 12-digit citizen id, a 9-digit old one or a 15-character insurance card: nothing that belongs into an opaque id. */
export function looksLikePersonalId(value: string): boolean {
  const plain = value.replace(/[\s.-]/gu, '');
  return /^(\d{12}|\d{9}|[A-Za-z]{2}[1-7]\d{12})$/u.test(plain);
}
