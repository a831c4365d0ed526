import { defineMessages, type Translation } from '../../../internal/messages.js';
import vi from './restricted.messages.vi.js';

export type RestrictedMessages = Translation<typeof vi>;

/** Words about what is restricted; they come with the first record that holds something of the kind. */
export const restrictedMessages = defineMessages<typeof vi>({ vi, en: () => import('./restricted.messages.en.js') });
