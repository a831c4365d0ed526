import { defineMessages, type Translation } from '../../internal/messages.js';
import vi from './record.messages.vi.js';

export type RecordMessages = Translation<typeof vi>;

/** Words of the record; English comes when it is chosen. */
export const recordMessages = defineMessages<typeof vi>({ vi, en: () => import('./record.messages.en.js') });
