import type { CaseRequest } from '@diemcau/fhir';
import type { Copies } from '../internal/copies.types.js';
import type { Http, Keep, Outbox, Session } from '../internal/session.types.js';
import type { RecordSource } from '../internal/record-source.types.js';
import type { Call } from '../internal/store.types.js';

/** What the case noun stands on. */
export interface CaseDeps {
  session: Session;
  http: Http;
  outbox: Outbox;
  keep: Keep;
  copies: Copies;
  /** What a record says of the request's fields; read in the worker. */
  prefill(source: RecordSource, call: Call): Promise<{ request: Partial<CaseRequest>; from: 'fhir' | 'insurance-xml' }>;
  /** Keeps a source to be shared with the case after consent. */
  attach(caseId: string, source: RecordSource, call: Call): Promise<void>;
  /** Shares what was kept. @throws DiemcauError `record/not-shared` when nothing was */
  shareAttached(caseId: string): Promise<unknown>;
}
