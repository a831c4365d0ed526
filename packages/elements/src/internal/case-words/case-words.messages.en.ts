import type { Translation } from '../messages.js';
import type vi from './case-words.messages.vi.js';

const words: Translation<typeof vi> = {
  states: {
    draft: 'Draft',
    sent: 'Sent',
    accepted: 'Accepted',
    scheduled: 'Scheduled',
    'in-session': 'In session',
    'awaiting-signature': 'Awaiting signature',
    completed: 'Completed',
    'information-needed': 'Information needed',
    rejected: 'Rejected',
    cancelled: 'Cancelled',
    interrupted: 'Interrupted',
  },
  overdue: 'Overdue',
  urgencies: { emergency: 'Emergency', urgent: 'Urgent', routine: 'Routine' },
  kinds: {
    advice: 'Remote medical advice',
    clinical: 'Remote clinical consultation',
    imaging: 'Imaging consultation',
    pathology: 'Pathology consultation',
    surgery: 'Surgical consultation',
    training: 'Training and technique transfer',
  },
  siteRoles: { requesting: 'Requesting', consulted: 'Consulted', chair: 'Chair', observer: 'Observer' },
  personRoles: { chair: 'Chair', secretary: 'Secretary', member: 'Member', presenter: 'Presenter', guest: 'Guest' },
  genders: { male: 'Male', female: 'Female', other: 'Other', unknown: 'Sex unknown' },
  identifiers: {
    'national-id': 'National ID',
    'citizen-id': 'Old ID card',
    passport: 'Passport',
    insurance: 'Insurance card',
    internal: 'Patient no.',
    other: 'Other no.',
  },
  bornOn: (date) => `born\u00a0${date}`,
  noIdentifier: 'No identifier yet',
};
export default words;
