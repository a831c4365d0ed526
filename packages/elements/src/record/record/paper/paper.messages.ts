import { defineMessages, type Translation } from '../../../internal/messages.js';
import type vi from './paper.messages.vi.js';

export type PaperMessages = Translation<typeof vi>;

/** Words of the printed record; both languages come when something is printed. */
export const paperMessages = defineMessages<typeof vi>({
  vi: () => import('./paper.messages.vi.js'),
  en: () => import('./paper.messages.en.js'),
});
