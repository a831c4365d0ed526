import type { Translation } from '../../internal/messages.js';
import type vi from './directory.messages.vi.js';

const words: Translation<typeof vi> = {
  title: 'Site directory',
  search: 'Find a site',
  hint: 'Name, province, specialty',
  province: 'Province',
  specialty: 'Specialty',
  any: 'All',
  levels: { upper: 'Upper level', lower: 'Lower level' },
  count: (shown, total) =>
    shown === total ? `${total} ${total === 1 ? 'site' : 'sites'}` : `${shown} of ${total} sites`,
  online: (count) => `${count} online`,
  offline: 'Nobody online',
  noMatch: 'No site matches what is chosen.',
  waiting: 'The directory appears when the consultation network is connected.',
};
export default words;
