import { defineMessages, type Translation } from '../../internal/messages.js';
import vi from './line-test.messages.vi.js';

export type LineTestMessages = Translation<typeof vi>;

/** Words of the device and line test. */
export const lineTestMessages = defineMessages<typeof vi>({ vi, en: () => import('./line-test.messages.en.js') });
