const pattern = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/;

/** A FHIR date, dateTime or instant as given, its precision kept; undefined when it is none. */
export function fhirDate(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const match = pattern.exec(text);
  if (!match) return undefined;
  const month = match[2] === undefined ? 1 : Number(match[2]);
  const day = match[3] === undefined ? 1 : Number(match[3]);
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  // As databases and older Java write it: a blank for the T, no colon in the offset.
  return text.length <= 10 ? text : text.replace(' ', 'T').replace(/([+-]\d\d)(\d\d)$/u, '$1:$2');
}
