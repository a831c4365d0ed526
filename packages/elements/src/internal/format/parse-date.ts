/** A date as written (`20/05/2019`, `5/2019`, `2019`) as a FHIR date; undefined when it is none. */
export function parseDate(text: string): string | undefined {
  const parts = /^(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})$/.exec(text.trim());
  if (!parts) return undefined;
  const [, day, month, year] = parts;
  const date = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter(Boolean).join('-');
  const read = new Date(date);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date) ? date : undefined;
}
