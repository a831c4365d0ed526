import type { CommandInput, CommandName, ServerEvent, WireResource } from '@diemcau/protocol';
import type { Tx } from '../store/store.types.js';
import type { AuditDetail, AuditEntry } from '../audit/write-audit.js';
import type { MayRead } from './access.js';
import type { Principal } from './principal.types.js';
import type { VerifySignature } from './verify-signature.js';

/** What a command works with: one transaction, one person, one instant. */
export interface CommandContext {
  tx: Tx;
  who: Principal;
  now: Date;
  mayRead: MayRead;
  verify: VerifySignature;
  /** Hours from completion until a share ends. */
  shareHours: number;
  /** Goes to the outbox with the change, and to the sockets after it. */
  announce(sites: readonly string[], event: ServerEvent): void;
  /** The case that the log entry is about. */
  about(caseId: string): void;
  /** Writes the log entry now, with more than that the command was done. @returns the AuditEvent */
  log(entry: Pick<AuditEntry, 'action' | 'interaction' | 'type' | 'id' | keyof AuditDetail>): Promise<WireResource>;
}

/** Carries out a command; what it returns is answered, what it throws rolls everything back. */
export type CommandHandler<N extends CommandName> = (
  context: CommandContext,
  id: string,
  input: CommandInput<N>,
) => Promise<WireResource>;

/** A handler for every command. */
export type CommandHandlers = { [N in CommandName]: CommandHandler<N> };
