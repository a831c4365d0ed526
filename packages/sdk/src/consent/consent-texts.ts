import type { ConsentText } from './consent.types.js';

/** The words of all purposes in a language; each language is its own module. */
export async function consentTexts(language: 'vi' | 'en'): Promise<readonly ConsentText[]> {
  return (language === 'en' ? await import('./texts/en.js') : await import('./texts/vi.js')).default;
}
