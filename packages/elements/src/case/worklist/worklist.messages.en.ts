import type { Translation } from '../../internal/messages.js';
import type vi from './worklist.messages.vi.js';

const words: Translation<typeof vi> = {
  title: { incoming: 'Incoming cases', outgoing: 'Cases sent', all: 'Cases' },
  search: 'Find a case',
  searchHint: 'Name, number, site, specialty',
  show: 'Show',
  shows: { open: 'Open', waiting: 'Waiting for acceptance', closed: 'Closed', all: 'All' },
  next: 'Next case',
  columns: {
    urgency: 'Urgency',
    patient: 'Patient',
    question: 'Question',
    site: 'Site',
    state: 'State',
    waiting: 'Waiting',
  },
  from: (site) => `From ${site}`,
  to: (site) => `To ${site}`,
  scheduledAt: (time) => `Scheduled ${time}`,
  count: (shown, total) =>
    shown === total ? `${total} ${total === 1 ? 'case' : 'cases'}` : `${shown} of ${total} cases`,
  arrived: (count) => (count === 1 ? 'One new case.' : `${count} new cases.`),
  empty: {
    incoming: 'No case has come in yet.',
    outgoing: 'No case has been sent yet.',
    all: 'There is no case yet.',
  },
  emptyHint: 'New cases appear here by themselves.',
  noMatch: 'No case matches what is chosen.',
  clear: 'Clear',
  loading: 'Loading the list…',
  slow: 'The consultation server is slow to answer. The list appears as soon as it comes.',
  notConnected: 'There is no list yet, because the consultation network is not connected.',
  stale: (time) => `The server cannot be reached. This is the list of ${time}; it may be out of date.`,
  failedButShown: 'The last list is still shown below.',
  keys: 'Keys: ↑ ↓ choose, Enter opens, N next case, / search.',
};
export default words;
