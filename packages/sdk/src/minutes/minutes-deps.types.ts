import type { CaseRequest, MinutesDraft } from '@diemcau/fhir';
import type { CaseState, PersonRole } from '@diemcau/protocol';
import type { Http, Keep, Outbox, Session } from '../internal/session.types.js';
import type { Call } from '../internal/store.types.js';

/** What of a case the minutes stand on. */
export interface MinutesSubject {
  state: CaseState;
  request: CaseRequest;
  requestingSite: string;
  people: readonly { siteId: string; sub: string; name: string; role: PersonRole }[];
}

/** When the talk was held; ISO instants. */
export type Talk = Pick<MinutesDraft, 'openedAt' | 'closedAt' | 'breaks'>;

/** What the minutes noun stands on. */
export interface MinutesDeps {
  session: Session;
  http: Http;
  outbox: Outbox;
  keep: Keep;
  subject(caseId: string, call: Call): Promise<MinutesSubject>;
  /** The talk of this case as this client saw it. */
  talk(caseId: string): Talk | undefined;
}
