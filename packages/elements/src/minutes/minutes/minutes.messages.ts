import { defineMessages, type Translation } from '../../internal/messages.js';
import vi from './minutes.messages.vi.js';

export type MinutesMessages = Translation<typeof vi>;

/** Words of the minutes, form 27/BV2. */
export const minutesMessages = defineMessages<typeof vi>({ vi, en: () => import('./minutes.messages.en.js') });
