import type { ConsentMessages } from '../consent.messages.js';

/** Words, times and names of the chosen language, for the views. */
export interface Say {
  t: ConsentMessages;
  dateTime(instant: string): string;
  site(siteId: string): string;
}
