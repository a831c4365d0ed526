import { asObject, asObjects, asText } from './json.js';
import type { Json } from './json.js';

/** What a CodeableConcept, CodeableReference-less code or plain Coding is called: the source's words, then a display, then the code. */
export function conceptText(concept: unknown): string | undefined {
  if (typeof concept === 'string') return asText(concept);
  const object = asObject(concept);
  if (!object) return undefined;
  const own = asText(object['text']);
  if (own) return own;
  const codings = asObjects(object['coding']);
  let display: string | undefined;
  for (const coding of codings) {
    const text = asText(coding['display']);
    if (text && coding['userSelected'] === true) return text;
    display ??= text;
  }
  if (display) return display;
  for (const coding of codings) {
    const code = asText(coding['code']);
    if (code) return code;
  }
  return asText(object['display']) ?? asText(object['code']);
}

/** `<system>|<code>` of the first coding that has a code. */
export function conceptCode(concept: unknown): string | undefined {
  for (const coding of asObjects(asObject(concept)?.['coding'])) {
    const code = asText(coding['code']);
    if (code) return `${asText(coding['system']) ?? ''}|${code}`;
  }
  return undefined;
}

/** Codes of all codings of one concept or a list of concepts. */
export function conceptCodes(concepts: unknown): string[] {
  const codes: string[] = [];
  const one = asObject(concepts);
  if (one) addCodes(one, codes);
  else for (const concept of asObjects(concepts)) addCodes(concept, codes);
  return codes;
}

function addCodes(concept: Json, codes: string[]): void {
  for (const coding of asObjects(concept['coding'])) {
    const code = asText(coding['code']);
    if (code) codes.push(code);
  }
}

/** Texts of a list of concepts, joined. */
export function conceptTexts(concepts: unknown): string | undefined {
  if (concepts === undefined) return undefined;
  const texts: string[] = [];
  for (const concept of asObjects(concepts)) {
    const text = conceptText(concept);
    if (text && !texts.includes(text)) texts.push(text);
  }
  return texts.length > 0 ? texts.join('; ') : undefined;
}
