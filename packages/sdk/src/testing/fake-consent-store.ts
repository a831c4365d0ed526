import type { ConsentStore, ConsentStoreState } from '../consent/consent.types.js';
import { fakeStore, type FakeControls } from './fake-store.js';

/** Consents that a test drives. */
export type FakeConsentStore = ConsentStore & FakeControls<ConsentStoreState>;

/** The consents of a case; loading unless told otherwise. */
export function fakeConsentStore(initial: Partial<ConsentStoreState> = {}): FakeConsentStore {
  return fakeStore(
    { status: 'loading', caseId: 'case-1', gate: 'closed', purposes: [], canCollect: true, ...initial },
    {
      decide: { status: 'done', value: { consentIds: ['consent-1'] } },
      withdraw: { status: 'done', value: undefined },
      refresh: undefined,
    },
  );
}
