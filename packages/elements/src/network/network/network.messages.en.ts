import type { Translation } from '../../internal/messages.js';
import type vi from './network.messages.vi.js';

const words: Translation<typeof vi> = {
  label: 'Connection to the consultation network',
  idle: 'Not connected',
  connecting: 'Connecting…',
  online: 'Connected',
  offline: 'No connection',
  refused: 'The server refused access',
  signedOut: 'Signed out',
  retryIn: (span) => `trying again in ${span}`,
  retrying: 'trying again…',
  retry: 'Try again',
  verified: 'Verified',
  verifiedTitle: 'The site directory carries the network’s signature.',
  unverified: 'Not verified',
  unverifiedTitle: 'No network key was set, so the site directory could not be verified.',
  queued: (count) => `${count} ${count === 1 ? 'item' : 'items'} kept on this device, not sent yet`,
  flush: 'Send now',
  queuedSafe: 'What you entered is still kept on this device.',
  insecure: {
    title: 'To be opened in a secure window',
    body: 'This page runs over http. Browsers allow no signing, encryption or camera on http pages.',
    open: 'Open the secure window',
    opening: 'Opening the secure window…',
    opened: 'Work goes on in the secure window. Please keep this page open.',
    closed: 'The secure window was closed.',
    blocked: 'The browser blocked the window. Please allow pop-ups of this page and press again.',
    notHttps:
      'The consultation server has no https address, so the secure window cannot be opened. Please tell the IT department.',
  },
};
export default words;
