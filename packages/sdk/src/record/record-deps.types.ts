import type { Reader } from '../internal/records.types.js';
import type { Copies } from '../internal/copies.types.js';
import type { Http, Keep, Outbox, Session } from '../internal/session.types.js';

/** What the record noun stands on. */
export interface RecordDeps {
  /** Reads without a gateway too: `src` and `source`. */
  reader: Reader;
  session: Session;
  http: Http;
  outbox: Outbox;
  keep: Keep;
  copies: Copies;
  fetch: typeof fetch;
  /** Language of what a source only codes. */
  locale?: 'vi' | 'en';
  /** Sites that are invited to a case. */
  invited(caseId: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** Sections that the patient withheld. */
  withheld(caseId: string, signal?: AbortSignal): Promise<readonly string[]>;
}
