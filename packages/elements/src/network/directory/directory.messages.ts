import { defineMessages } from '../../internal/messages.js';
import vi from './directory.messages.vi.js';

export const directoryMessages = defineMessages({ vi, en: () => import('./directory.messages.en.js') });
