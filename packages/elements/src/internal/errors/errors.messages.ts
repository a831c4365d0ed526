import { defineMessages } from '../messages.js';

/** Sentences for every error code; fetched when the first error is shown, in Vietnamese too. */
export const errorMessages = defineMessages({
  vi: () => import('./errors.messages.vi.js'),
  en: () => import('./errors.messages.en.js'),
});
