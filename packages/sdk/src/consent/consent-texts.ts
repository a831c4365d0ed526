import { canonicalHash } from '../internal/canonical-hash.js';
import type { ConsentText } from './consent.types.js';

/** The words of all purposes in a language; each language is its own module. */
export async function consentTexts(language: 'vi' | 'en'): Promise<readonly ConsentText[]> {
  return (language === 'en' ? await import('./texts/en.js') : await import('./texts/vi.js')).default;
}

/** Hash of the words as they were shown, for the Consent. */
export function textHash(text: ConsentText): Promise<string> {
  return canonicalHash(text);
}
