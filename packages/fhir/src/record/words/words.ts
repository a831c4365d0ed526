import en from './words.en.js';
import vi from './words.vi.js';
import type { Words } from './words.vi.js';

/** Languages that the readers have words in; what a source says in its own words is never translated. */
export type ReadingLocale = 'vi' | 'en';

/** The words of a language; Vietnamese unless another is asked for. */
export function wordsOf(locale: ReadingLocale | undefined): Words {
  return locale === 'en' ? en : vi;
}
