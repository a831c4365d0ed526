export { fakeStore } from './testing/fake-store.js';
export type { FakeControls, FakeRequest } from './testing/fake-store.js';
export { fakeNetworkStore } from './testing/fake-network-store.js';
export type { FakeNetworkStore } from './testing/fake-network-store.js';
export { fakeCaseDraftStore, fakeCaseStore, fakeWorklistStore } from './testing/fake-case-stores.js';
export type { FakeCaseDraftStore, FakeCaseStore, FakeWorklistStore } from './testing/fake-case-stores.js';
export { fakeConsentStore } from './testing/fake-consent-store.js';
export type { FakeConsentStore } from './testing/fake-consent-store.js';
export { fakeRecordStore } from './testing/fake-record-store.js';
export type { FakeRecordStore } from './testing/fake-record-store.js';
export { fakeConsultationStore, fakeLineTestStore } from './testing/fake-consultation-stores.js';
export type { FakeConsultationStore, FakeLineTestStore } from './testing/fake-consultation-stores.js';
export { fakeMinutesStore } from './testing/fake-minutes-store.js';
export type { FakeMinutesStore } from './testing/fake-minutes-store.js';
export { fakeDiemcau } from './testing/fake-diemcau.js';
export type { FakeDiemcau, FakeStores } from './testing/fake-diemcau.js';
export { makeDicom } from './testing/images/make-dicom.js';
export type { DicomFile, DicomTag, DicomVr } from './testing/images/make-dicom.js';
export {
  chestCt,
  chestPixels,
  chestTags,
  chestXray,
  imagePerson,
  imageTags,
  slicePixels,
  ultrasoundLoop,
} from './testing/images/invented-images.js';
export type { ImagePerson } from './testing/images/invented-images.js';
