import type { ConsentText } from '../consent/consent.types.js';
import type { Diemcau } from '../diemcau.types.js';
import { fakeCaseDraftStore, fakeCaseStore, fakeWorklistStore } from './fake-case-stores.js';
import { fakeConsentStore } from './fake-consent-store.js';
import { fakeConsultationStore, fakeLineTestStore } from './fake-consultation-stores.js';
import { fakeMinutesStore } from './fake-minutes-store.js';
import { fakeNetworkStore } from './fake-network-store.js';
import { fakeRecordStore } from './fake-record-store.js';
import type { FakeRequest } from './fake-store.js';

/** The stores that a fake client hands out, whatever the case. */
export interface FakeStores {
  network: ReturnType<typeof fakeNetworkStore>;
  worklist: ReturnType<typeof fakeWorklistStore>;
  case: ReturnType<typeof fakeCaseStore>;
  draft: ReturnType<typeof fakeCaseDraftStore>;
  consultation: ReturnType<typeof fakeConsultationStore>;
  lineTest: ReturnType<typeof fakeLineTestStore>;
  record: ReturnType<typeof fakeRecordStore>;
  consent: ReturnType<typeof fakeConsentStore>;
  minutes: ReturnType<typeof fakeMinutesStore>;
}

/** A client of fakes: `stores` to publish with, `requests` of the services' own calls, e.g. `['cases.open', 'case-1']`. */
export interface FakeDiemcau extends Diemcau {
  readonly stores: FakeStores;
  readonly requests: FakeRequest[];
}

/** Makes a client of fakes: no network, no camera, no timers. Give the stores that the test is about. */
export function fakeDiemcau(given: Partial<FakeStores> & { texts?: readonly ConsentText[] } = {}): FakeDiemcau {
  const stores: FakeStores = {
    network: given.network ?? fakeNetworkStore(),
    worklist: given.worklist ?? fakeWorklistStore(),
    case: given.case ?? fakeCaseStore(),
    draft: given.draft ?? fakeCaseDraftStore(),
    consultation: given.consultation ?? fakeConsultationStore(),
    lineTest: given.lineTest ?? fakeLineTestStore(),
    record: given.record ?? fakeRecordStore(),
    consent: given.consent ?? fakeConsentStore(),
    minutes: given.minutes ?? fakeMinutesStore(),
  };
  const requests: FakeRequest[] = [];
  const note = <T>(answer: T, ...request: FakeRequest): T => {
    requests.push(request);
    return answer;
  };
  return {
    stores,
    requests,
    network: stores.network,
    cases: {
      worklist: (direction) => note(stores.worklist, 'cases.worklist', direction),
      open: (caseId) => note(stores.case, 'cases.open', caseId),
      draft: (options) => note(stores.draft, 'cases.draft', options),
    },
    consultations: {
      open: (caseId) => note(stores.consultation, 'consultations.open', caseId),
      lineTest: (siteId) => note(stores.lineTest, 'consultations.lineTest', siteId),
    },
    records: {
      open: (of) => note(stores.record, 'records.open', of),
      attach: (caseId, source) => note(Promise.resolve(), 'records.attach', caseId, source),
      share: (caseId, options) =>
        note(
          Promise.resolve({ status: 'done', value: { documentId: 'document-1' } }),
          'records.share',
          caseId,
          options,
        ),
    },
    consents: {
      open: (caseId) => note(stores.consent, 'consents.open', caseId),
      texts: (language) =>
        note(
          Promise.resolve(given.texts ?? stores.consent.snapshot.purposes.map(({ text }) => text)),
          'consents.texts',
          language,
        ),
    },
    minutes: { open: (caseId) => note(stores.minutes, 'minutes.open', caseId) },
    signOut: () => note(Promise.resolve(), 'signOut'),
    close: () => note(Promise.resolve(), 'close'),
  };
}
