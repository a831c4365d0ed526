/** JSON of unknown shape; every access is checked, so a wrong type reads as absent. */
export type Json = { readonly [key: string]: unknown };

const none: readonly Json[] = Object.freeze([]);

/** The value as an object, else undefined. Arrays are not objects here. */
export function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** The objects of an array; a single object counts as an array of one, as some servers write it. */
export function asObjects(value: unknown): readonly Json[] {
  if (Array.isArray(value)) {
    for (const item of value)
      if (typeof item !== 'object' || item === null || Array.isArray(item)) return value.filter(asObject) as Json[];
    return value as Json[];
  }
  const one = asObject(value);
  return one ? [one] : none;
}

/** Text that says something: a non-blank string, trimmed; else undefined. */
export function asText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** A finite number, else undefined. Strings are not numbers. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The strings of an array, or one string as an array of one. */
export function asTexts(value: unknown): string[] {
  const texts: string[] = [];
  for (const item of Array.isArray(value) ? value : [value]) {
    const text = asText(item);
    if (text !== undefined) texts.push(text);
  }
  return texts;
}
