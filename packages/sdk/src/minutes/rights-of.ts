import type { PersonRole } from '@diemcau/protocol';
import type { MinutesSubject } from './minutes-deps.types.js';
import type { MinutesState } from './minutes.types.js';

interface Given {
  me: { siteId: string; sub: string; scopes: readonly string[] };
  subject: MinutesSubject;
  amending: boolean;
  /** Both signed. */
  final: boolean;
  /** Roles that signed the document in hand. */
  signed: readonly PersonRole[];
  /** A document was signed once: its words stand. */
  frozen: boolean;
}

const writable: readonly string[] = ['accepted', 'scheduled', 'in-session', 'interrupted', 'awaiting-signature'];

/** What this person may do with the minutes now, by the same rules as the gateway's. */
export function rightsOf({
  me,
  subject,
  amending,
  final,
  signed,
  frozen,
}: Given): Pick<MinutesState, 'status' | 'role' | 'canEdit' | 'canSign'> {
  const mine = subject.people.find(({ siteId, sub }) => siteId === me.siteId && sub === me.sub)?.role;
  const role = mine === 'chair' || mine === 'secretary' ? mine : 'reader';
  const signing = subject.state === 'awaiting-signature' || amending;
  const open = (writable.includes(subject.state) || amending) && !final;
  const status = final ? 'signed' : !open ? 'not-available' : frozen ? 'awaiting-signatures' : 'editing';
  return {
    status,
    role,
    // Who has signed lets the words stand; who has not may still correct them, which voids the other's signature.
    canEdit: open && !signed.includes(role as PersonRole) && (role === 'secretary' || (role === 'chair' && signing)),
    canSign: signing && !final && role !== 'reader' && me.scopes.includes('minutes.sign') && !signed.includes(role),
  };
}
