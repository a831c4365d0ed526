import { defineMessages, type Translation } from '../../internal/messages.js';
import vi from './consent.messages.vi.js';

export type ConsentMessages = Translation<typeof vi>;

/** Words of the consent form around the purposes' own texts, which come from the store. */
export const consentMessages = defineMessages<typeof vi>({ vi, en: () => import('./consent.messages.en.js') });
