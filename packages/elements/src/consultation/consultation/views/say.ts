import type { Locale } from '../../../internal/locale.js';
import type { ConsultationMessages } from '../consultation.messages.js';

/** Words and names of the chosen language, for the views. */
export interface Say {
  t: ConsultationMessages;
  locale: Locale;
  site(siteId: string): string;
}
