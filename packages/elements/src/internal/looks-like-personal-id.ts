/** Whether a value is shaped like a personal id (CCCD, CMND) or an insurance card: not what an opaque id looks like. */
export function looksLikePersonalId(value: string): boolean {
  return /^(\d{12}|\d{9}|[A-Za-z]{2}[1-7]\d{12})$/.test(value.replace(/[\s.-]/g, ''));
}
