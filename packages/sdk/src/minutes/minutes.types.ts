import type { Issue, MinutesDraft } from '@diemcau/fhir';
import type { DiemcauError, PersonRole, Signer } from '@diemcau/protocol';
import type { Call, CommandResult, Shared, Store } from '../internal/store.types.js';

/** One signature under the minutes. */
export interface MinutesSignature {
  role: PersonRole;
  signer: Signer;
  signedAt: string;
  verification: 'verified' | 'unverified' | 'failed';
  /** Kept on this device, not sent yet. */
  queued: boolean;
}

/** The minutes of a case as this person may see and edit them. */
export interface MinutesState {
  status: 'loading' | 'editing' | 'awaiting-signatures' | 'signed' | 'failed' | 'not-available';
  caseId: string;
  draft?: MinutesDraft;
  /** Version the gateway holds (0: none yet). */
  version: number;
  /** The four signs: on this device, on its way, confirmed. */
  saving: 'saved' | 'unsaved' | 'saving' | 'queued' | 'conflict';
  savedAt?: string;
  /** The other side's version while `saving` is `conflict`; nothing typed is lost. */
  theirs?: MinutesDraft;
  /** My role as far as the minutes go. */
  role: 'secretary' | 'chair' | 'reader';
  canEdit: boolean;
  canSign: boolean;
  issues: readonly Issue[];
  documentId?: string;
  signatures: readonly MinutesSignature[];
  pending?: 'sign' | 'amend';
  error?: DiemcauError;
}

/** The minutes of one case, live. */
export interface MinutesStore extends Store<MinutesState>, Shared {
  /** Kept at once (encrypted), sent soon after. */
  update(patch: Partial<MinutesDraft>): void;
  save(call?: Call): Promise<CommandResult>;
  /** Takes theirs, or keeps mine, after a conflict. */
  resolve(choice: 'mine' | 'theirs'): Promise<void>;
  sign(call?: Call): Promise<CommandResult<{ documentId: string }>>;
  amend(reason: string, call?: Call): Promise<CommandResult>;
  /** Drops a row, an image mark or words from the record into the minutes. */
  excerpt(text: string, sourceRef?: string): void;
  refresh(call?: Call): Promise<void>;
}
/** Minutes (trích biên bản hội chẩn, 27/BV2). */
export interface MinutesService {
  open(caseId: string): MinutesStore;
}
