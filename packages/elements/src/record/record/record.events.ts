import type { RecordSection, SectionStatus } from '@diemcau/fhir';
import type { AccessAction, ErrorCode } from '@diemcau/protocol';
import type { CopyKind } from '@diemcau/sdk';
import { DiemcauEvent } from '../../internal/event.js';

/** The record was read: what is known of each of the twenty sections, never what is in them. */
export class RecordLoadedEvent extends DiemcauEvent<{ sections: Readonly<Record<RecordSection, SectionStatus>> }> {
  static readonly type = 'diemcau-record-loaded';

  constructor(detail: { sections: Readonly<Record<RecordSection, SectionStatus>> }) {
    super(RecordLoadedEvent.type, detail);
  }
}

/** A section could not be read. */
export class RecordSectionFailedEvent extends DiemcauEvent<{ section: RecordSection; code: ErrorCode }> {
  static readonly type = 'diemcau-record-section-failed';

  constructor(detail: { section: RecordSection; code: ErrorCode }) {
    super(RecordSectionFailedEvent.type, detail);
  }
}

/** The record is of another patient than the one who is open in the host. */
export class ContextMismatchEvent extends DiemcauEvent<{ caseId: string }> {
  static readonly type = 'diemcau-context-mismatch';

  constructor(detail: { caseId: string }) {
    super(ContextMismatchEvent.type, detail);
  }
}

/** Sections were opened, printed or exported, or what is restricted in them was opened: their names, nothing of what is in them. */
export class RecordAccessedEvent extends DiemcauEvent<{ action: AccessAction; sections: readonly string[] }> {
  static readonly type = 'diemcau-record-accessed';

  constructor(detail: { action: AccessAction; sections: readonly string[] }) {
    super(RecordAccessedEvent.type, detail);
  }
}

/** The reader asks the others to look at a section or an entry. */
export class RecordPointRequestEvent extends DiemcauEvent<{ section: string; entryKey?: string }> {
  static readonly type = 'diemcau-record-point-request';

  constructor(detail: { section: string; entryKey?: string }) {
    super(RecordPointRequestEvent.type, detail, { cancelable: true });
  }
}

/** The reader asks for an entry to be put into the minutes; its words by `textOf(entryKey)`. */
export class RecordExcerptRequestEvent extends DiemcauEvent<{ section: RecordSection; entryKey: string }> {
  static readonly type = 'diemcau-record-excerpt-request';

  constructor(detail: { section: RecordSection; entryKey: string }) {
    super(RecordExcerptRequestEvent.type, detail, { cancelable: true });
  }
}

/** What of a record is printed. */
export type PrintKind = 'whole' | 'sections' | 'summary';

/** A person wants to print: a host may veto. */
export class RecordPrintRequestEvent extends DiemcauEvent<{ caseId: string; kind: PrintKind }> {
  static readonly type = 'diemcau-record-print-request';

  constructor(detail: { caseId: string; kind: PrintKind }) {
    super(RecordPrintRequestEvent.type, detail, { cancelable: true });
  }
}

/** Pages went to the browser's print dialog; whether they were printed there, no page can know. */
export class RecordPrintedEvent extends DiemcauEvent<{ caseId: string; kind: PrintKind; pages: number }> {
  static readonly type = 'diemcau-record-printed';

  constructor(detail: { caseId: string; kind: PrintKind; pages: number }) {
    super(RecordPrintedEvent.type, detail);
  }
}

/** A person wants a file of the record: a host may veto. */
export class RecordExportRequestEvent extends DiemcauEvent<{ caseId: string; kind: CopyKind }> {
  static readonly type = 'diemcau-record-export-request';

  constructor(detail: { caseId: string; kind: CopyKind }) {
    super(RecordExportRequestEvent.type, detail, { cancelable: true });
  }
}

/** A file of the record was handed out. */
export class RecordExportedEvent extends DiemcauEvent<{ caseId: string; kind: CopyKind }> {
  static readonly type = 'diemcau-record-exported';

  constructor(detail: { caseId: string; kind: CopyKind }) {
    super(RecordExportedEvent.type, detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'diemcau-record-print-request': RecordPrintRequestEvent;
    'diemcau-record-printed': RecordPrintedEvent;
    'diemcau-record-export-request': RecordExportRequestEvent;
    'diemcau-record-exported': RecordExportedEvent;
    'diemcau-record-loaded': RecordLoadedEvent;
    'diemcau-record-section-failed': RecordSectionFailedEvent;
    'diemcau-context-mismatch': ContextMismatchEvent;
    'diemcau-record-accessed': RecordAccessedEvent;
    'diemcau-record-point-request': RecordPointRequestEvent;
    'diemcau-record-excerpt-request': RecordExcerptRequestEvent;
  }
}
