/** An instant as its parts on a clock in Vietnam (UTC+7, no summer time); undefined when it is no instant. */
export function vnTime(instant: string | undefined): { date: string; time: string; compact: string } | undefined {
  if (instant === undefined) return undefined;
  const millis = Date.parse(instant);
  if (!Number.isFinite(millis)) return undefined;
  const local = new Date(millis + 7 * 3_600_000);
  if (!Number.isFinite(local.getTime())) return undefined;
  const text = local.toISOString();
  if (text.length !== 24) return undefined;
  const [year, month, day, hour, minute] = [
    text.slice(0, 4),
    text.slice(5, 7),
    text.slice(8, 10),
    text.slice(11, 13),
    text.slice(14, 16),
  ];
  return {
    date: `${day}/${month}/${year}`,
    time: `${hour}:${minute}`,
    compact: `${year}${month}${day}${hour}${minute}`,
  };
}
