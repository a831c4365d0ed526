import type { CommandResult, Call } from '../internal/store.types.js';
import type { Http, Outbox, Session } from '../internal/session.types.js';
import type { ConsentStoreState } from './consent.types.js';

/** What of a case a consent speaks of. */
export interface ConsentSubject {
  gate: ConsentStoreState['gate'];
  patient: { name: string; birthDate?: string };
  requestingSite: string;
  recipients: readonly string[];
}

/** What the consent noun stands on. */
export interface ConsentDeps {
  session: Session;
  http: Http;
  outbox: Outbox;
  locale: 'vi' | 'en';
  subject(caseId: string, call: Call): Promise<ConsentSubject>;
  /** The gate stands open: share what was attached. Rejects with `record/not-shared` when nothing was. */
  shareAttached(caseId: string, withheld: readonly string[]): Promise<CommandResult<unknown>>;
}
