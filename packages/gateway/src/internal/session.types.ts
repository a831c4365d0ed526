import type { EventText } from './event-text.js';
import type { Principal } from './principal.types.js';

/** A client's session: outlives its socket for a while, numbers its events, replays what was missed. */
export interface Session {
  readonly id: string;
  /** Renewed with the token; site, person and key stay. */
  readonly who: Principal;
  /** Numbers the event, keeps it for a resume, sends it when a socket is there. */
  push(event: EventText): void;
  readonly isConnected: boolean;
}
