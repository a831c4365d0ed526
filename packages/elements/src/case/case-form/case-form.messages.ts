import { defineMessages } from '../../internal/messages.js';
import vi from './case-form.messages.vi.js';

export const caseFormMessages = defineMessages({ vi, en: () => import('./case-form.messages.en.js') });
