export type { Locale } from './internal/locale.js';
export type { NetworkScope } from './internal/network-scope.js';
export { networkContext } from './internal/network-scope.js';
export { DiemcauEvent } from './internal/event.js';
export { ErrorEvent } from './internal/error.events.js';
export { ConsentElement } from './consent/consent/consent.js';
export { ConsentRefusedEvent, ConsentSignedEvent, ConsentWithdrawnEvent } from './consent/consent/consent.events.js';
export type { ConsentEventDetail } from './consent/consent/consent.events.js';
export { RecordElement } from './record/record/record.js';
export { defaultRecordSections } from './record/record/sections/default-sections.js';
export type { RecordSectionConfig, SectionContext, SectionTools } from './internal/record-section-config.types.js';
export type { RecordPointer } from './record/record/record.js';
export {
  ContextMismatchEvent,
  RecordExcerptRequestEvent,
  RecordLoadedEvent,
  RecordPointRequestEvent,
  RecordSectionFailedEvent,
} from './record/record/record.events.js';
export { ImageElement } from './record/dicom/image/image.js';
export type { ImagePointer } from './record/dicom/image/image.js';
export {
  ImageExcerptRequestEvent,
  ImageFailedEvent,
  ImageOpenedEvent,
  ImagePatientMismatchEvent,
  ImagePointRequestEvent,
} from './record/dicom/image/image.events.js';
export { ConsultationElement } from './consultation/consultation/consultation.js';
export {
  ConsultationEndedEvent,
  ConsultationEndRequestEvent,
  ConsultationJoinedEvent,
  ConsultationLeaveRequestEvent,
  ConsultationLeftEvent,
  ConsultationReconnectedEvent,
  ConsultationReconnectingEvent,
  QualityChangedEvent,
} from './consultation/consultation/consultation.events.js';
export { LineTestElement } from './consultation/line-test/line-test.js';
export { LineTestCompletedEvent } from './consultation/line-test/line-test.events.js';
export { MinutesElement } from './minutes/minutes/minutes.js';
export { MinutesCompletedEvent, MinutesSignedEvent } from './minutes/minutes/minutes.events.js';
export { NetworkElement } from './network/network/network.js';
export { NetworkConnectedEvent, NetworkDisconnectedEvent } from './network/network/network.events.js';
export type { DisconnectReason } from './network/network/network.events.js';
export { DirectoryElement } from './network/directory/directory.js';
export { SiteSelectedEvent } from './network/directory/directory.events.js';
export { WorklistElement } from './case/worklist/worklist.js';
export { CaseSelectedEvent } from './case/worklist/worklist.events.js';
export { CaseFormElement } from './case/case-form/case-form.js';
export { CaseSubmittedEvent } from './case/case-form/case-form.events.js';
export { CaseElement } from './case/case/case.js';
export { CaseNextRequestEvent } from './case/case/case.events.js';
// The tags for TypeScript: `querySelector('diemcau-case')` knows its class and its events. Types only, nothing is defined here.
export type {} from './case/case-form/case-form.define.js';
export type {} from './case/case/case.define.js';
export type {} from './case/worklist/worklist.define.js';
export type {} from './consent/consent/consent.define.js';
export type {} from './consultation/consultation/consultation.define.js';
export type {} from './consultation/line-test/line-test.define.js';
export type {} from './minutes/minutes/minutes.define.js';
export type {} from './network/directory/directory.define.js';
export type {} from './network/network/network.define.js';
export type {} from './record/record/record.define.js';
export type {} from './record/dicom/image/image.define.js';
