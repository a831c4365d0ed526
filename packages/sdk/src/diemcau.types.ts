import type { CaseService } from './case/case.types.js';
import type { ConsentService } from './consent/consent.types.js';
import type { ConsultationService } from './consultation/consultation.types.js';
import type { MinutesService } from './minutes/minutes.types.js';
import type { NetworkStore } from './network/network.types.js';
import type { RecordService } from './record/record.types.js';

/** Asks the HIS's back end for a site-signed token that names the browser's key. */
export type TokenProvider = (request: { jkt: string; audience: string; signal: AbortSignal }) => Promise<string>;

/** What a client is made with. */
export interface DiemcauOptions {
  /** Origin of the gateway, e.g. `https://gateway.example.vn`. */
  gateway: string;
  /** Thumbprint of the network key; without it the directory counts as unverified. */
  networkKey?: string;
  tokenProvider: TokenProvider;
  locale?: 'vi' | 'en';
  /** Where the worker is, when neither bundler nor Blob may make it. */
  workerUrl?: string;
  signal?: AbortSignal;
}

/** The headless client: six nouns. Synchronous to make, no I/O until first used. */
export interface Diemcau {
  readonly network: NetworkStore;
  readonly cases: CaseService;
  readonly consultations: ConsultationService;
  readonly records: RecordService;
  readonly consents: ConsentService;
  readonly minutes: MinutesService;
  /** Destroys the person's keys and what lies encrypted on this device, within a second; seals what is signed and unsent. */
  signOut(): Promise<void>;
  close(): Promise<void>;
}
