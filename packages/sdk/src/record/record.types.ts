import type { Person, RecordEntry, RecordModel, RecordSection, SectionStatus, SetAside } from '@diemcau/fhir';
import type { DiemcauError } from '@diemcau/protocol';
import type { RecordSource } from '../internal/record-source.types.js';
import type { Call, CommandResult, Shared, Store } from '../internal/store.types.js';

/** A record as far as it was read; every section says its own truth. */
export interface RecordStoreState {
  status: 'idle' | 'loading' | 'ready' | 'ended' | 'not-shared' | 'failed';
  patient?: RecordModel['patient'];
  sections: Readonly<
    Record<
      RecordSection,
      SectionStatus & {
        reason?: string;
        /** First page, newest first; more by `page()`. */ entries: readonly RecordEntry[];
      }
    >
  >;
  setAside: readonly SetAside[];
  notDisplayed: Readonly<Record<string, number>>;
  total: number;
  /** Resources read so far while loading. */
  progress?: { read: number };
  source?: RecordModel['source'];
  /** Shared record: from whom, until when (ISO instant), how many bundles. */
  share?: { fromSite: string; endsAt?: string; documents: number };
  error?: DiemcauError;
}

/** What was done with a record, for the audit. */
export interface RecordAccess {
  action: 'read' | 'print' | 'export';
  sections: readonly RecordSection[];
}

/** One record, read in the worker; entries come by pages so that nothing heavy crosses. */
export interface RecordStore extends Store<RecordStoreState>, Shared {
  /** More entries of a section, newest first. */
  page(
    section: RecordSection,
    options: { offset: number; limit: number; query?: string } & Call,
  ): Promise<readonly RecordEntry[]>;
  /** Replaces the source (HIS's own record). */
  load(source: RecordSource, call?: Call): Promise<void>;
  reload(call?: Call): Promise<void>;
  /** Text or bytes of an attachment that is fetched when it is shown. */
  attachment(entryKey: string, call?: Call): Promise<Blob>;
  /** Sections were opened, printed or exported: for the audit of a shared record. */
  accessed(access: RecordAccess): void;
}

/** Records: shared, own, or given. */
export interface RecordService {
  /** Of a case (shared, or this site's own kept source), of a URL on the embedder's origin, or of a source given. */
  open(of: { caseId: string } | { src: string } | { source: RecordSource }): RecordStore;
  /** Keeps a source for a case on this device, encrypted, until it is shared. */
  attach(caseId: string, source: RecordSource, call?: Call): Promise<void>;
  /** Freezes what was attached and shares it with the invited sites, once; needs the consent gate. */
  share(
    caseId: string,
    options?: Call & { withheld?: readonly string[] },
  ): Promise<CommandResult<{ documentId: string }>>;
}

/** The record's own patient against the HIS's: two identifiers must agree, else `record/context-mismatch`. */
export type PatientContext = Pick<Person, 'name' | 'birthDate' | 'identifiers'>;
