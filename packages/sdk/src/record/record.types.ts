import type { Person, RecordEntry, RecordModel, RecordSection, SectionStatus, SetAside } from '@diemcau/fhir';
import type { AccessAction, DiemcauError, ErrorCode } from '@diemcau/protocol';
import type { RecordSource } from '../internal/record-source.types.js';
import type { RecordFilter, RecordLooks, RecordNews, RecordOverview } from '../internal/reading.types.js';
import type { ResultAnswer, ResultQuestion } from '../internal/results.types.js';
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
        /** Entries that are left out because they are restricted; nothing of them crosses. */
        masked?: number;
        /** First page, newest first, what machines made last; more by `page()`. */ entries: readonly RecordEntry[];
        /** Of `count`, made by machines, with their first page: shown apart. */
        machine?: { count: number; entries: readonly RecordEntry[] };
      }
    >
  >;
  /** What holds now, for one screen; of a first look, of what was read so far. */
  overview?: RecordOverview;
  /** Of a case: what is new since this person last looked. */
  news?: RecordNews;
  setAside: readonly SetAside[];
  notDisplayed: Readonly<Record<string, number>>;
  total: number;
  /** Resources read so far while loading. */
  progress?: { read: number };
  source?: RecordModel['source'];
  /** What a source had and did not give, with the reason; the sections concerned are `failed` or `truncated`. */
  missing?: readonly MissingPart[];
  /** Shared record: from whom, until when (ISO instant), how many bundles. */
  share?: { fromSite: string; endsAt?: string; documents: number; documentId?: string };
  /**
   * Reading without a line. `shown`: what is seen is the copy on this device, read from the gateway at `readAt`. `kept`: a copy lies on
   * this device. Both end at `until`. `full`, `unavailable`: none could be kept. `none`: there is no line and no copy.
   */
  offline?:
    | { state: 'shown'; readAt: string; until: string }
    | { state: 'kept'; until: string }
    | { state: 'full' | 'unavailable' | 'none' };
  /** Whether the reader's token has the scope `record.restricted`: what is restricted may be shown, printed and exported. */
  mayReadRestricted?: boolean;
  /**
   * What is restricted in the record (HIV, confidentiality R and V), of all sections. `shown`: the reader gave a reason; `report`
   * says whether the gateway has it. With the scope nothing is masked and this is unset.
   */
  restricted?: { count: number; shown: boolean; report?: 'queued' | 'sent' };
  /** What was last done with it, for a host that logs it. */
  lastAccess?: { action: AccessAction; sections: readonly string[] };
  error?: DiemcauError;
}

/** What was done with sections of a record, by their names (an embedder's own ones too). */
export interface RecordAccess {
  action: Exclude<AccessAction, 'break-glass'>;
  sections: readonly string[];
}

/** A part of a record that its source had and did not give. */
export interface MissingPart {
  code: ErrorCode;
  /** HTTP status of the answer. */
  status?: number;
  /** The hospital that the source is of, where the embedder named it. */
  from?: string;
  /** FHIR resource type that a server did not give; without it, the rest of what it has. */
  type?: string;
}

/** A FHIR R4 server of the embedder's own: read with its own identity, never through the gateway. */
export interface FhirServer {
  /** Base URL; nothing outside of it is ever asked. */
  base: string;
  /** Logical id of the Patient on that server. */
  patientId: string;
  /** Adds what the server wants to know of the reader, and renews it: called for every request with what `fetch` takes. */
  fetch?: typeof fetch;
}

/** One of several sources of a record, and the hospital that it is of. */
export type RecordPart = ({ source: RecordSource } | { src: string } | { server: FhirServer }) & {
  /** Name of the hospital; before what the source says of its custodian. */
  from?: string;
};

/** Where a record comes from. Several sources must be of one patient: else `record/patient-conflict`. */
export type RecordOrigin = { caseId: string } | RecordPart | { sources: readonly RecordPart[] };

/** Kinds of files that a record goes out as: a FHIR document by the International Patient Summary; insurance XML (QĐ 130). */
export type CopyKind = 'ips' | 'insurance-xml';

/** A file made of a record, and what it lacks. */
export interface RecordCopy {
  file: Blob;
  leftOut: {
    /** Restricted resources. */
    restricted: number;
    /** Sections kept back. */
    withheld: readonly RecordSection[];
    /** Resources about somebody else. */
    otherPatients: number;
    /** Resources that could not be read. */
    setAside: number;
  };
  /** Of IPS: the invariants that it breaks; none where it passes every check of ours. Of insurance XML: the tables that lack fields. */
  broken: readonly string[];
}

/** What a copy on paper can be traced by; no patient data. */
export interface RecordTrace {
  /** When, by the gateway's clock (ISO instant). */
  at: string;
  /** To read out: the document's id, or the beginning of the source's hash; `''` where there is neither. */
  code: string;
  /** For the QR code: where the shared document is, or the source's hash and the time. */
  link: string;
  /** SHA-256 (base64url) of the source. */
  hash?: string;
}

/** One record, read in the worker; entries come by pages so that nothing heavy crosses. */
export interface RecordStore extends Store<RecordStoreState>, Shared {
  /** More entries of a section, newest first. */
  page(
    section: RecordSection,
    options: { offset: number; limit: number; query?: string; filter?: RecordFilter } & Call,
  ): Promise<readonly RecordEntry[]>;
  /** Looks at the whole record in another way: search, filter, timeline, drugs. Worked out in the worker. */
  look<What extends keyof RecordLooks>(
    what: What,
    ask: RecordLooks[What]['ask'],
    call?: Call,
  ): Promise<RecordLooks[What]['answer']>;
  /** Laboratory results and vital signs as a list, a line over time or a sheet; once the record was read whole. */
  results<Q extends ResultQuestion>(question: Q, call?: Call): Promise<ResultAnswer<Q>>;
  /** Replaces the source (HIS's own record). */
  load(source: RecordSource, call?: Call): Promise<void>;
  reload(call?: Call): Promise<void>;
  /**
   * Says what was done with sections of the record: of a case the gateway logs it (AuditEvent; kept and sent later where there is no
   * line), of any other record `lastAccess` tells the host. `view` counts once per section while the record is open.
   */
  accessed(access: RecordAccess): void;
  /**
   * Opens what is restricted for a reason. The report goes out first, or is kept to go out (`queued`); then the entries are shown,
   * while the record is open. They stay out of print and export.
   * @throws DiemcauError `request/invalid` at `reason` when it is not three words
   */
  breakGlass(reason: string, call?: Call): Promise<CommandResult>;
  /**
   * A file of the whole record for another system, made in the reader from the originals; what is restricted is in it only by the scope
   * `record.restricted`. Whoever hands it out says so by `accessed`.
   * @throws DiemcauError `record/malformed` (`at` `patient`: it names none), `record/share-ended`, `record/unsupported`
   */
  copy(kind: CopyKind, call?: Call): Promise<RecordCopy>;
  /** What a copy on paper can be traced by. */
  trace(call?: Call): Promise<RecordTrace>;
  /** Text or bytes of an attachment that is fetched when it is shown. */
  attachment(entryKey: string, call?: Call): Promise<Blob>;
}

/** Records: shared, own, or given. */
export interface RecordService {
  /** Of a case (shared, or this site's own kept source), of a URL on the embedder's origin, of a source given, of a FHIR server, or of several. */
  open(of: RecordOrigin): RecordStore;
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
