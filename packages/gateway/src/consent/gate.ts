import { requiredPurposes, type ConsentGate } from '@diemcau/protocol';
import type { CommandContext } from '../internal/command.types.js';
import { revokeShare } from '../internal/revoke-share.js';
import { saveCase } from '../internal/save-case.js';
import type { CaseFile } from '../store/case-file.js';

/**
 * Opens or closes the gate after a decision, in the case's lock: opening tells the consulted sites, closing ends every
 * share and the live session at once.
 */
export async function applyGate(context: CommandContext, file: CaseFile): Promise<void> {
  const gate = await gateOf(context, file);
  const told = gate === 'closed' ? file.readers : [...new Set([...file.readers, ...file.consultedSites])];
  if (gate === 'closed' && file.gate !== 'closed') await revokeShare(context, file);
  await saveCase(context, { ...file, gate, readers: told }, 'consent');
  if (gate === 'closed' && file.gate !== 'closed')
    context.announce(file.readers, { kind: 'consultation-ended', caseId: file.caseId });
}

/** An explicit refusal or withdrawal of a required purpose closes the gate, also where an emergency had opened it. */
async function gateOf({ tx }: CommandContext, file: CaseFile): Promise<ConsentGate> {
  const rows = await tx.query<{ purpose: string; decision: string; withdrawn_at: Date | null }>(
    `select distinct on (purpose) purpose, decision, withdrawn_at from diemcau.consent_decision
     where case_id = $1 order by purpose, decided_at desc, consent_id desc`,
    [file.caseId],
  );
  const latest = new Map(rows.map((row) => [row.purpose, row.decision === 'permit' && row.withdrawn_at === null]));
  if (requiredPurposes.some((purpose) => latest.get(purpose) === false)) return 'closed';
  if (requiredPurposes.every((purpose) => latest.get(purpose))) return 'open';
  return file.emergencyGround ? 'emergency' : 'closed';
}
