import type { Words } from './words.vi.js';

/** A text of a source, or our word for it where the source gives nothing but a FHIR code. Several stand apart by `; `. */
export function told<Text extends string | undefined>(text: Text, { codes }: Words): Text {
  if (text === undefined) return text;
  return text
    .split('; ')
    .map((one) => (Object.hasOwn(codes, one) ? codes[one]! : one))
    .join('; ') as Text;
}
