import type { CopyKind } from '@diemcau/sdk';
import { DiemcauEvent } from '../../../internal/event.js';

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
