export type { Call, CommandResult, Shared, Store } from './internal/store.types.js';
export type { RecordSource } from './internal/record-source.types.js';
export type { Me, NetworkState, NetworkStore } from './network/network.types.js';
export type {
  CaseDraftState,
  CaseDraftStore,
  CasePerson,
  CaseService,
  CaseStore,
  CaseStoreState,
  CaseView,
  ThreadMessage,
  WorklistState,
  WorklistStore,
} from './case/case.types.js';
export type {
  ConsentDecisions,
  ConsentPerformer,
  ConsentService,
  ConsentStore,
  ConsentStoreState,
  ConsentText,
  PurposeState,
} from './consent/consent.types.js';
export type {
  ResultAnalyte,
  ResultAnswer,
  ResultPoint,
  ResultQuestion,
  ResultQuestions,
  ResultRows,
  ResultSeries,
  ResultSheet,
  ResultSheetRow,
} from './internal/results.types.js';
export type {
  FhirServer,
  MissingPart,
  PatientContext,
  CopyKind,
  RecordAccess,
  RecordOrigin,
  RecordPart,
  RecordCopy,
  RecordService,
  RecordStore,
  RecordStoreState,
  RecordTrace,
} from './record/record.types.js';
export type {
  Drug,
  DrugList,
  DrugState,
  FilteredRecord,
  FilterOptions,
  FoundEntry,
  MarkedText,
  Nothing,
  OverviewItem,
  OverviewName,
  OverviewPart,
  RecordFilter,
  RecordFindings,
  RecordLooks,
  RecordNews,
  RecordOverview,
  TimelineGroup,
  TimelineItem,
  TimelineKind,
  TimelinePage,
} from './internal/reading.types.js';
export { createImageService } from './record/dicom/create-image-service.js';
export type { ImageOptions, ImageService } from './record/dicom/create-image-service.js';
export type {
  FrameFacts,
  ImageFrame,
  ImageInstance,
  ImagePatient,
  ImageRegion,
  ImageReport,
  ImageSeries,
  ImageSpacing,
  ImageStudy,
  ImageTable,
  ImageWindow,
  PriorStudy,
  WindowFunction,
} from './record/dicom/image.types.js';
export type { ImageWorkerUrls } from './worker/dicom/create-decoder.js';
export type { DecodedImage, ImageView } from './worker/dicom/decoder.types.js';
export type {
  ConsultationService,
  ConsultationState,
  ConsultationStore,
  DeviceView,
  LeaveReason,
  LineTestState,
  LineTestStep,
  LineTestStore,
  ParticipantView,
  Pointer,
  QualityReason,
  QualityStep,
} from './consultation/consultation.types.js';
export type { MinutesService, MinutesSignature, MinutesState, MinutesStore } from './minutes/minutes.types.js';
export type { Diemcau, DiemcauOptions, TokenProvider } from './diemcau.types.js';
export { patientsAgree } from './record/patient/patients-agree.js';
export { createDiemcau } from './create-diemcau.js';
export { tokenFromUrl } from './network/token-from-url.js';
export { trustedTypesPolicy } from './internal/trusted-types-policy.js';
export type { TrustedTypesPolicy } from './internal/trusted-types-policy.js';
