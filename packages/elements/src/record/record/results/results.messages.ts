import { defineMessages, type Translation } from '../../../internal/messages.js';
import type vi from './results.messages.vi.js';

export type ResultsMessages = Translation<typeof vi>;

/** Words of the panels of results; they come with them. */
export const resultsMessages = defineMessages<typeof vi>({
  vi: () => import('./results.messages.vi.js'),
  en: () => import('./results.messages.en.js'),
});
