import type { DiemcauError, Scope, Site } from '@diemcau/protocol';
import type { Store } from '../internal/store.types.js';

/** The signed-in person, as the site token says. */
export interface Me {
  siteId: string;
  sub: string;
  name: string;
  scopes: readonly (Scope | (string & {}))[];
  /** Launch context of the token. */
  patientId?: string;
  caseId?: string;
}

/** The connection, the sites and who is there. */
export interface NetworkState {
  /** `refused`: the token was refused. `signed-out`: the person left, or another one came. */
  status: 'idle' | 'connecting' | 'online' | 'offline' | 'refused' | 'signed-out';
  /** Whether the site directory was signed by the pinned network key. */
  verification: 'unknown' | 'verified' | 'unverified';
  me?: Me;
  site?: Site;
  sites: readonly Site[];
  /** People connected now, by site. */
  presence: Readonly<Record<string, number>>;
  /** Items kept on this device and not sent yet. */
  queued: number;
  /** Epoch ms of the next attempt while offline. */
  retryAt?: number;
  error?: DiemcauError;
}

/** Connection, sites, people, presence. */
export interface NetworkStore extends Store<NetworkState> {
  /** Starts (or hastens) the connection; resolves when online, rejects with the reason otherwise. Idempotent. */
  connect(options?: { signal?: AbortSignal }): Promise<void>;
  /** Sends what is queued now. */
  flush(): Promise<void>;
  siteName(siteId: string, locale?: 'vi' | 'en'): string;
}
