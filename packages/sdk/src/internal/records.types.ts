import type { CaseRequest, ReadRecordOptions, RecordEntry, RecordSection } from '@diemcau/fhir';
import type { IpsOptions } from '@diemcau/fhir/ips';
import type { CopyKind, RecordCopy, RecordStoreState } from '../record/record.types.js';
import type { PageNote } from '../worker/paged-source.js';
import type { RecordSource } from './record-source.types.js';
import type { LookedBefore, RecordFilter, RecordLooks } from './reading.types.js';
import type { ResultAnswer, ResultQuestion } from './results.types.js';
import type { Call } from './store.types.js';

/** What a reading publishes: everything but its own status. */
export type RecordSummary = Pick<
  RecordStoreState,
  'patient' | 'sections' | 'overview' | 'news' | 'setAside' | 'notDisplayed' | 'total' | 'source'
>;

/** What a shared document is made of, besides the record. */
export interface ShareMeta {
  documentId: string;
  caseId: string;
  siteId: string;
  siteName: string;
  author: { sub: string; name: string };
  withheld: readonly string[];
  now: string;
}

/** A source to be copied. */
export interface GivenSource {
  source: RecordSource | ArrayBuffer;
  /** `page`: one of a server's answers; pages in a row are one source. */
  kind: 'source' | 'batch' | 'page';
  /** Of the last page: the server has more that it did not give. */
  incomplete?: boolean;
}

/** Bytes of an attachment, or where they are. */
export type AttachmentContent = { contentType: string; title?: string } & ({ bytes: Uint8Array } | { url: string });

/** Reads records away from the main thread, where it can; models stay there, pages come out. */
export interface Reader {
  /** Begins to bring the reader: it starts while the source is still on its way. */
  warm(): void;
  /**
   * Looks at a source while it arrives: `take` each piece of it. `look` is given the newest page of each section as soon as it is
   * known; `looked` tells whether it was.
   */
  early(
    options: ReadRecordOptions & { kind: 'source' | 'batch'; look(summary: RecordSummary): unknown },
    call?: Call,
  ): { take(piece: Uint8Array): void; looked(): Promise<boolean> };
  /**
   * Adds a source to a reading; answers the whole so far. `batch`: a gateway's batch-response around the Bundle. `look` is given the
   * newest page of each section of a long source as soon as it is known; its sections are `truncated` for the reason `reading`.
   */
  add(
    reading: string,
    source: RecordSource | ArrayBuffer,
    options: ReadRecordOptions & { kind: 'source' | 'batch'; look?(summary: RecordSummary): unknown },
    call?: Call,
  ): Promise<RecordSummary>;
  /** Takes in a page of a server's answers, a FHIR Bundle or one resource as JSON. */
  addPage(reading: string, page: ArrayBuffer, call?: Call): Promise<PageNote>;
  /**
   * Reads the pages so far as one source: the newest of each section, or (`whole`, once) all of it, which joins the reading.
   * `incomplete`: the server had more than it gave.
   */
  readPages(
    reading: string,
    options: ReadRecordOptions & { whole: boolean; incomplete: boolean } & Call,
  ): Promise<RecordSummary>;
  page(
    reading: string,
    section: RecordSection,
    options: { offset: number; limit: number; query?: string; filter?: RecordFilter } & Call,
  ): Promise<readonly RecordEntry[]>;
  look<What extends keyof RecordLooks>(
    reading: string,
    what: What,
    ask: RecordLooks[What]['ask'],
    call?: Call,
  ): Promise<RecordLooks[What]['answer']>;
  /** What the person saw before: what is new since will be marked. Asked before the source is added. */
  remember(reading: string, before: LookedBefore, call?: Call): Promise<void>;
  /** What of a record is remembered until it is looked at again: see `LookedBefore.seen`. */
  seen(reading: string, call?: Call): Promise<string>;
  results<Q extends ResultQuestion>(reading: string, question: Q, call?: Call): Promise<ResultAnswer<Q>>;
  attachment(reading: string, entryKey: string, call?: Call): Promise<AttachmentContent>;
  /** Shows what is restricted in a reading, from now on, or masks it again (as it is at first). */
  reveal(reading: string, shown: boolean, call?: Call): Promise<RecordSummary | undefined>;
  /** Makes a file of the sources. */
  copy(sources: readonly GivenSource[], kind: CopyKind, options: IpsOptions, call?: Call): Promise<RecordCopy>;
  /** SHA-256 of the sources; undefined on an http page. */
  hash(sources: readonly GivenSource[], call?: Call): Promise<string | undefined>;
  /** Forgets a reading's models. */
  drop(reading: string): void;
  prefill(
    source: RecordSource,
    call?: Call,
  ): Promise<{ request: Partial<CaseRequest>; from: 'fhir' | 'insurance-xml' }>;
  /** The document Bundle to share, as JSON text. */
  shareDocument(source: string, meta: ShareMeta, call?: Call): Promise<string>;
}
