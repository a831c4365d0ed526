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
