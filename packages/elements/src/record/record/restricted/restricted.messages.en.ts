import type { RestrictedMessages } from './restricted.messages.js';

const words: RestrictedMessages = {
  masked: (count, sections) =>
    `${count} restricted ${count === 1 ? 'entry is' : 'entries are'} masked, in: ${sections}.`,
  open: 'Open for a reason',
  shown: (count) => `${count} restricted ${count === 1 ? 'entry is' : 'entries are'} shown for the reason given.`,
  sent: 'This is in the log of the case.',
  queued: 'This is kept on this device and will go to the log of the case when there is a line.',
  host: 'The hospital’s software was told.',
  notExported: 'Print and export still leave these entries out.',
  title: 'Open what is restricted',
  warning: 'Opening is logged with your name, site, the time and your reason, and is reviewed within 3 working days.',
  reason: 'Why you need to see it',
  hint: 'Three words at least. No names or document numbers of the patient.',
  tooShort: 'Give a reason, three words at least.',
  confirm: 'Log the reason and open',
  sending: 'Being logged…',
  back: 'Do not open',
};

export default words;
