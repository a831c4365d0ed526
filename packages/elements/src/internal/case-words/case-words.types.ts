import type { Translation } from '../messages.js';
import type vi from './case-words.messages.vi.js';

/** The shared words of a case in one language. */
export type CaseWords = Translation<typeof vi>;
