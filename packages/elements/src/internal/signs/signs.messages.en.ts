import type { Translation } from '../messages.js';
import type vi from './signs.messages.vi.js';

const words: Translation<typeof vi> = {
  offline: 'No connection',
  queued: 'Kept on this device, not sent yet',
  sent: 'Sent',
  seen: 'Seen',
};
export default words;
