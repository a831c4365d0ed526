/** `05/10/2026` of a FHIR date. */
export function dateText(date: string): string {
  return date.slice(0, 10).split('-').reverse().join('/');
}

/** `05/10/2026 09:30` in Vietnam. */
export function timeBefore(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString();
  return `${dateText(local)} ${local.slice(11, 16)}`;
}

/** `29 tháng` below six years, else `58 tuổi`. */
export function ageText(born: string, now: Date): string {
  const [year = 0, month = 1, day = 1] = born.split('-').map(Number);
  const months = (now.getUTCFullYear() - year) * 12 + now.getUTCMonth() + 1 - month - (now.getUTCDate() < day ? 1 : 0);
  return months < 72 ? `${months} tháng` : `${Math.floor(months / 12)} tuổi`;
}

/** A number as it is written here: `19,8`. */
export function numberText(value: number | undefined): string {
  return value === undefined ? '' : String(value).replace('.', ',');
}

/** `3,9 – 6,4`, `≤ 5`, `≥ 60`, or nothing. */
export function rangeText({ low, high }: { low?: number; high?: number }): string {
  if (low === undefined) return high === undefined ? '' : `≤ ${numberText(high)}`;
  return high === undefined ? `≥ ${numberText(low)}` : `${numberText(low)} – ${numberText(high)}`;
}

const refusals: Readonly<Record<string, string>> = {
  'signature/content-changed': 'Nội dung đã bị thay đổi sau khi ký',
  'signature/foreign-key': 'Chữ ký bằng khóa không có trong danh bạ mạng',
  'signature/replayed': 'Chữ ký của một ca khác',
};

/** Why minutes were not accepted, in words; the code stays beside them for whoever is asked for help. */
export function refusalText(code: string): string {
  return `${refusals[code] ?? 'Không xác minh được chữ ký'} (${code})`;
}
