/** An option that must be given. @throws a sentence that names it */
export function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new Error(`--${name} is missing.`);
  return value;
}
