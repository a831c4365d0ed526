export { decodeBytes } from './internal/decode-bytes.js';
export {
  anaesthesias,
  careForms,
  dischargeKinds,
  ethnicGroups,
  paymentWays,
  referralReasons,
  sexes,
  treatmentOutcomes,
} from './internal/codes/insurance-codes.js';
export type { CodeList } from './internal/codes/insurance-codes.js';
export { provinces34 } from './internal/codes/provinces34.js';
export type { Province } from './internal/codes/provinces34.js';
export { toShareDocument } from './record/share-document.js';
export type { ShareInput } from './record/share-document.js';
export type { Issue, Result } from './result.js';
export type { CodedText, Person, PersonIdentifier } from './internal/model.types.js';
export { identifierSystems, systems } from './internal/systems.js';
export { checkCaseRequest } from './case/check-case-request.js';
export { fromServiceRequest, toServiceRequest } from './case/service-request.js';
export { caseRequestFromRecord } from './prefill-case-request.js';
export type { CaseRequest, ConsultationKind } from './case/case-request.types.js';
export { fromConsent, toConsent } from './consent/consent.js';
export type { ConsentRecord } from './consent/consent.types.js';
export { checkMinutes } from './minutes/check-minutes.js';
export { fromMinutesComposition, toMinutesComposition } from './minutes/minutes-composition.js';
export { fromMinutesDocument, toMinutesDocument } from './minutes/minutes-document.js';
export type { MinutesDocumentMeta } from './minutes/minutes-document.js';
export { minutesSectionTitles } from './minutes/minutes-sections.js';
export type { MinutesSection } from './minutes/minutes-sections.js';
export { minutesToInsurance } from './minutes/minutes-to-insurance.js';
export type { InsuranceMinutes } from './minutes/minutes-to-insurance.js';
export type { AgendaItem, MinutesDraft, MinutesParticipant, OrderedItem } from './minutes/minutes.types.js';
export { recordSections } from './record/record.types.js';
export { analyteKey, comparableValue, isAbnormal } from './record/analyte.js';
export { emptySections } from './record/empty-sections.js';
export { narrativeText } from './internal/narrative.js';
export { mergeRecords } from './record/merge/merge-records.js';
export { RecordMerge } from './record/merge/record-merge.js';
export { newestPagesCount, newestPageSize } from './record/newest-pages.js';
export { parseRecordText } from './record/source/parse-record-text.js';
export { withoutRestricted } from './record/without-restricted.js';
export type { Unrestricted } from './record/without-restricted.js';
export { readRecord, startReading } from './record/read-record.js';
export type { RecordReading } from './record/read-record.js';
export type { ReadRecordOptions } from './record/place-record.js';
export type {
  EntryFlag,
  EntryValue,
  MachineOrigin,
  RecordEntry,
  RecordModel,
  RecordSection,
  ResultMark,
  SectionState,
  SectionStatus,
  SetAside,
} from './record/record.types.js';
