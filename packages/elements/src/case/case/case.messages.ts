import { defineMessages } from '../../internal/messages.js';
import vi from './case.messages.vi.js';

export const caseMessages = defineMessages({ vi, en: () => import('./case.messages.en.js') });
