import { defineMessages, type Translation } from '../../../../internal/messages.js';
import vi from './reading.messages.vi.js';

export type ReadingMessages = Translation<typeof vi>;

/** Words of search, filters, timeline, drugs and keys; they come with what shows them. */
export const readingMessages = defineMessages<typeof vi>({ vi, en: () => import('./reading.messages.en.js') });
