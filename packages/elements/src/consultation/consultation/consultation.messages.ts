import { defineMessages, type Translation } from '../../internal/messages.js';
import vi from './consultation.messages.vi.js';

export type ConsultationMessages = Translation<typeof vi>;

/** Words of the live session. */
export const consultationMessages = defineMessages<typeof vi>({
  vi,
  en: () => import('./consultation.messages.en.js'),
});
