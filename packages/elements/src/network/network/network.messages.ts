import { defineMessages } from '../../internal/messages.js';
import vi from './network.messages.vi.js';

export const networkMessages = defineMessages({ vi, en: () => import('./network.messages.en.js') });
