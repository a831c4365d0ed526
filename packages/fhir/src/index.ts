export type { Issue, Result } from './result.js';
export type { CodedText, Person, PersonIdentifier } from './internal/model.types.js';
export { identifierSystems, systems } from './internal/systems.js';
export type { CaseRequest, ConsultationKind } from './case/case-request.types.js';
export type { ConsentRecord } from './consent/consent.types.js';
export type { AgendaItem, MinutesDraft, MinutesParticipant, OrderedItem } from './minutes/minutes.types.js';
export { recordSections } from './record/record.types.js';
export { emptySections } from './record/empty-sections.js';
export { readRecord } from './record/read-record.js';
export type { ReadRecordOptions } from './record/read-record.js';
export type {
  EntryFlag,
  EntryValue,
  RecordEntry,
  RecordModel,
  RecordSection,
  ResultMark,
  SectionState,
  SectionStatus,
  SetAside,
} from './record/record.types.js';
