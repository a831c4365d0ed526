import { defineMessages } from '../../internal/messages.js';
import vi from './worklist.messages.vi.js';

export const worklistMessages = defineMessages({ vi, en: () => import('./worklist.messages.en.js') });
