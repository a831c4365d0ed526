import { v7 as uuid } from 'uuid';
import type { ErrorCode } from '@diemcau/protocol';
import type { Tx } from '../store/store.types.js';

/** One access, allowed or refused. Ids and codes only. */
export interface AuditEntry {
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

/** Appends to the log, in the transaction of what it tells. */
export async function writeAudit(tx: Tx, { who, code, caseIds, ...entry }: AuditEntry): Promise<void> {
  const outcome = code === undefined ? '0' : code.startsWith('internal/') ? '8' : '4';
  await tx.query(
    `insert into diemcau.audit_event (id, at, site_id, sub, name, on_behalf, action, interaction, type, resource_id, case_ids, outcome, code)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)`,
    [
      uuid(),
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
    ],
  );
}
