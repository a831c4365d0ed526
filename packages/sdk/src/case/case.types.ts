import type { CaseRequest, Issue } from '@diemcau/fhir';
import type { CaseState, CaseVerb, ConsentGate, DiemcauError, PersonRole, SiteRole } from '@diemcau/protocol';
import type { RecordSource } from '../internal/record-source.types.js';
import type { Call, CommandResult, Shared, Store } from '../internal/store.types.js';

/** A person with a role in the case. */
export interface CasePerson {
  siteId: string;
  sub: string;
  name: string;
  role: PersonRole;
}

/** A case as the signed-in person may see it. */
export interface CaseView {
  caseId: string;
  state: CaseState;
  overdue: boolean;
  request: CaseRequest;
  requestingSite: string;
  consultedSites: readonly string[];
  /** Invited sites that rejected while others remained. The state of such a site's own view is `rejected`. */
  declined?: readonly { siteId: string; reason: string }[];
  /** Roles of the reader's own site. */
  myRoles: readonly SiteRole[];
  people: readonly CasePerson[];
  allowed: readonly CaseVerb[];
  consentGate: ConsentGate;
  emergencyGround?: string;
  statusReason?: string;
  scheduled?: { start: string; end?: string };
  sentAt?: string;
  updatedAt: string;
  version: string;
}

/** The worklist of the signed-in site. */
export interface WorklistState {
  status: 'loading' | 'ready' | 'failed';
  direction: 'incoming' | 'outgoing' | 'all';
  /** Most urgent first. */
  items: readonly CaseView[];
  /** Shown from this device while the gateway cannot be reached; ISO instant of the last answer. */
  staleSince?: string;
  error?: DiemcauError;
}
/** The worklist, live. */
export interface WorklistStore extends Store<WorklistState>, Shared {
  refresh(call?: Call): Promise<void>;
}

/** A text message of the case's thread. */
export interface ThreadMessage {
  id: string;
  siteId: string;
  sub: string;
  name: string;
  text: string;
  at: string;
  /** The four signs: queued on this device, sent, seen is not known. */
  status: 'queued' | 'sent';
}

/** One case with its thread, and what is on its way. */
export interface CaseStoreState {
  status: 'loading' | 'ready' | 'not-found' | 'failed';
  caseId: string;
  case?: CaseView;
  thread: readonly ThreadMessage[];
  /** Verb that waits for the gateway's word. */
  pending?: CaseVerb | 'say';
  /** Verbs kept on this device, not sent yet. */
  queued: readonly (CaseVerb | 'say')[];
  /** Without a line: when the gateway last said what is shown (ISO instant). */
  staleSince?: string;
  error?: DiemcauError;
}
/** One case, live. Verbs reject with DiemcauError; the state follows the gateway's word only. */
export interface CaseStore extends Store<CaseStoreState>, Shared {
  accept(call?: Call): Promise<CommandResult>;
  reject(reason: string, call?: Call): Promise<CommandResult>;
  ask(question: string, call?: Call): Promise<CommandResult>;
  schedule(slot: { start: string; end?: string }, call?: Call): Promise<CommandResult>;
  start(call?: Call): Promise<CommandResult>;
  end(call?: Call): Promise<CommandResult>;
  cancel(reason: string, call?: Call): Promise<CommandResult>;
  assign(person: { role: PersonRole; siteId: string; sub: string; name: string }, call?: Call): Promise<CommandResult>;
  say(text: string, call?: Call): Promise<CommandResult>;
  refresh(call?: Call): Promise<void>;
}

/** The form of a case in the making. */
export interface CaseDraftState {
  status: 'loading' | 'editing' | 'submitting' | 'queued' | 'submitted' | 'failed';
  caseId: string;
  value: Partial<CaseRequest>;
  /** Faults to mend before sending; shown after the first try. */
  issues: readonly Issue[];
  /** ISO instant of the last encrypted save on this device. */
  savedAt?: string;
  /** Where the prefilled fields came from. */
  prefilledFrom?: 'fhir' | 'insurance-xml';
  /** Why consent cannot be had, as typed so far; kept with the draft, sent by `submit`. */
  emergencyGround?: string;
  error?: DiemcauError;
}
/** A case in the making, kept encrypted on this device at each change. */
export interface CaseDraftStore extends Store<CaseDraftState>, Shared {
  update(patch: Partial<CaseRequest>): void;
  /** Keeps the ground on which consent is not waited for; empty text takes it back. */
  setEmergencyGround(text: string): void;
  /** Fills only what is empty, and keeps the source to be shared after consent. FHIR (object, JSON text, Blob) or insurance XML text. */
  prefill(source: RecordSource, call?: Call): Promise<void>;
  /**
   * Sends; `emergencyGround` (unless given, the draft's) when consent cannot be had (Luật 91/2025 Đ19 k1): then the attached
   * record goes with the case. An empty one is a fault.
   */
  submit(options?: Call & { emergencyGround?: string }): Promise<CommandResult<{ caseId: string }>>;
  discard(): Promise<void>;
}

/** Worklists, cases and drafts. */
export interface CaseService {
  worklist(direction: WorklistState['direction']): WorklistStore;
  open(caseId: string): CaseStore;
  /** The draft of one patient (or of one case that asks for more information); resumes what was kept. */
  draft(options?: { patientId?: string; caseId?: string }): CaseDraftStore;
}
