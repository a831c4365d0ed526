import type { ConsentGate, ConsentPurpose, DiemcauError } from '@diemcau/protocol';
import type { Call, CommandResult, Shared, Store } from '../internal/store.types.js';

/** The words that are shown for one purpose; hash and version go into the Consent. */
export interface ConsentText {
  purpose: ConsentPurpose;
  version: string;
  title: string;
  paragraphs: readonly string[];
}

/** One purpose with its words and its decision. */
export interface PurposeState {
  purpose: ConsentPurpose;
  required: boolean;
  decision: 'undecided' | 'permitted' | 'refused' | 'withdrawn';
  /** Decided on this device, not confirmed by the gateway yet. */
  queued: boolean;
  consentId?: string;
  decidedAt?: string;
  performer?: ConsentPerformer;
  /** Who took it down and signed as witness. */
  witness?: { siteId: string; name: string };
  text: ConsentText;
}

/** Who decides: the patient, or a representative with relation and identifier. */
export interface ConsentPerformer {
  kind: 'patient' | 'representative';
  name: string;
  relation?: string;
  identifier?: string;
  /** A child of 7 or more was told and asked, besides the representative. */
  childHeard?: boolean;
}

/** The consents of a case, purpose by purpose. */
export interface ConsentStoreState {
  status: 'loading' | 'ready' | 'signing' | 'failed';
  caseId: string;
  gate: ConsentGate;
  purposes: readonly PurposeState[];
  /** Name and birth date of whom it is about; asked of the representative under 18. */
  patient?: { name: string; birthDate?: string };
  canCollect: boolean;
  /** What happened to the share after the gate opened. */
  share?: 'none' | 'sharing' | 'shared' | 'queued' | 'failed' | 'no-source';
  error?: DiemcauError;
}

/** What was decided, by whom and how it was taken down. */
export interface ConsentDecisions {
  decisions: Partial<Record<ConsentPurpose, 'permit' | 'deny'>>;
  performer: ConsentPerformer;
  evidence: { kind: 'drawn' | 'typed' | 'verbal'; /** PNG bytes of the drawing. */ image?: Uint8Array };
  /** Sections of the record that are withheld. */
  withheld?: readonly string[];
  language: 'vi' | 'en';
}

/** The consents of one case, live. */
export interface ConsentStore extends Store<ConsentStoreState>, Shared {
  /** Signs each decision with the person's key, as witness. All or the reason. */
  decide(decisions: ConsentDecisions, call?: Call): Promise<CommandResult<{ consentIds: string[] }>>;
  withdraw(purpose: ConsentPurpose, reason: string, call?: Call): Promise<CommandResult>;
  refresh(call?: Call): Promise<void>;
}
/** Consents and their words. */
export interface ConsentService {
  open(caseId: string): ConsentStore;
  /** Loads the words of all purposes in a language. */
  texts(language: 'vi' | 'en'): Promise<readonly ConsentText[]>;
}
