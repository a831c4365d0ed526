/** Units in which ages are given. */
export type AgeUnit = 'year' | 'month' | 'week' | 'day';

const day = 86_400_000;

/**
 * Completed years, months, weeks or days from a birth date to a date (FHIR dates of any precision); undefined where the precision
 * leaves more than one answer.
 */
export function completedAge(birthDate: string, date: string, unit: AgeUnit): number | undefined {
  const born = bounds(birthDate);
  const then = bounds(date);
  if (!born || !then) return undefined;
  const [least, most] = [completed(born[1], then[0], unit), completed(born[0], then[1], unit)];
  return least === most && least >= 0 ? least : undefined;
}

type Day = readonly [year: number, month: number, day: number];

/** First and last day that a FHIR date may mean; the day of an instant as it is written. */
function bounds(date: string): readonly [Day, Day] | undefined {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/u.exec(date);
  if (!match) return undefined;
  const year = Number(match[1]);
  if (match[2] === undefined) {
    return [
      [year, 1, 1],
      [year, 12, 31],
    ];
  }
  const month = Number(match[2]);
  if (match[3] !== undefined)
    return [[year, month, Number(match[3])] as const, [year, month, Number(match[3])] as const];
  return [
    [year, month, 1],
    [year, month, new Date(Date.UTC(year, month, 0)).getUTCDate()],
  ];
}

function completed(from: Day, to: Day, unit: AgeUnit): number {
  if (unit === 'day' || unit === 'week') {
    const days = (Date.UTC(to[0], to[1] - 1, to[2]) - Date.UTC(from[0], from[1] - 1, from[2])) / day;
    return unit === 'day' ? days : Math.floor(days / 7);
  }
  const months = (to[0] - from[0]) * 12 + to[1] - from[1] - (to[2] < from[2] ? 1 : 0);
  return unit === 'month' ? months : Math.floor(months / 12);
}
