import { defineMessages, type Translation } from '../../../../internal/messages.js';
import type vi from './copies.messages.vi.js';

export type CopiesMessages = Translation<typeof vi>;

/** Words of printing and export; both languages come when the panel is opened. */
export const copiesMessages = defineMessages<typeof vi>({
  vi: () => import('./copies.messages.vi.js'),
  en: () => import('./copies.messages.en.js'),
});
