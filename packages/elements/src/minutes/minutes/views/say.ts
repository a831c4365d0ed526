import type { Locale } from '../../../internal/locale.js';
import type { MinutesMessages } from '../minutes.messages.js';

/** Words of the chosen language, for the views. */
export interface Say {
  t: MinutesMessages;
  locale: Locale;
}
