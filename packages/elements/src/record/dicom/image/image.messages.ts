import { defineMessages, type Translation } from '../../../internal/messages.js';
import vi from './image.messages.vi.js';

export type ImageMessages = Translation<typeof vi>;

/** Words of the image viewer, which itself comes when an image is opened. */
export const imageMessages = defineMessages<typeof vi>({ vi, en: () => import('./image.messages.en.js') });
