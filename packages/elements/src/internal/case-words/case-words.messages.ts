import { defineMessages } from '../messages.js';
import vi from './case-words.messages.vi.js';

/** Words of a case that several elements share: states, urgencies, kinds, roles, identity. */
export const caseWords = defineMessages({ vi, en: () => import('./case-words.messages.en.js') });
