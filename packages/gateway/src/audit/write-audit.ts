import { v7 as uuid } from 'uuid';
import type { ErrorCode } from '@diemcau/protocol';
import type { Tx } from '../store/store.types.js';

/** What a report says beyond that it came. */
export interface AuditDetail {
  /** When it happened, where that is not when it was told. */
  occurred?: Date;
  /** Sections of the record, by name. */
  sections?: readonly string[];
  reason?: string;
}

/** One access, allowed or refused. Ids and codes only; the one text is the reason of somebody who broke the glass. */
export interface AuditEntry extends AuditDetail {
  /** Unset when nobody could be told from the token. */
  who?: { siteId: string; sub: string; name: string; onBehalf: boolean };
  /** FHIR AuditEvent.action: create, read, update, delete, execute (commands, searches). */
  action: 'C' | 'R' | 'U' | 'D' | 'E';
  /** `read`, `search`, `history`, `$accept`, `authenticate`, … */
  interaction: string;
  type?: string;
  id?: string;
  caseIds?: readonly string[];
  /** Set when it was refused or failed. */
  code?: ErrorCode;
  now: Date;
}

/** Appends to the log, in the transaction of what it tells. @returns id of the AuditEvent */
export async function writeAudit(tx: Tx, { who, code, caseIds, ...entry }: AuditEntry): Promise<string> {
  const id = uuid();
  const outcome = code === undefined ? '0' : code.startsWith('internal/') ? '8' : '4';
  await tx.query(
    `insert into diemcau.audit_event (id, at, site_id, sub, name, on_behalf, action, interaction, type, resource_id, case_ids, outcome, code,
       occurred_at, sections, reason)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)`,
    [
      id,
      entry.now,
      who?.siteId ?? null,
      who?.sub ?? null,
      who?.name ?? null,
      who?.onBehalf ?? false,
      entry.action,
      entry.interaction,
      entry.type ?? null,
      entry.id ?? null,
      caseIds ?? [],
      outcome,
      code ?? null,
      entry.occurred ?? null,
      entry.sections ?? null,
      entry.reason ?? null,
    ],
  );
  return id;
}
