import type { RecordSection, SectionStatus } from '@diemcau/fhir';
import type { AccessAction, ErrorCode } from '@diemcau/protocol';
import { DiemcauEvent } from '../../internal/event.js';
import type {
  RecordExportedEvent,
  RecordExportRequestEvent,
  RecordPrintedEvent,
  RecordPrintRequestEvent,
} from './copies/copies.events.js';

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
