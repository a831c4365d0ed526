/** Full years of life on a day; undefined when the birth date is not known to the year. A date that is a year only counts as young as it may be. */
export function fullYears(birthDate: string | undefined, today: Date): number | undefined {
  const birth = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(birthDate ?? '');
  if (!birth) return undefined;
  const [month, day] = [Number(birth[2] ?? 12), Number(birth[3] ?? (birth[2] ? 28 : 31))];
  const passed = today.getMonth() + 1 > month || (today.getMonth() + 1 === month && today.getDate() >= day);
  return Math.max(0, today.getFullYear() - Number(birth[1]) - (passed ? 0 : 1));
}
