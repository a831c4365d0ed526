import { DiemcauError, systems, type WireResource } from '@diemcau/protocol';
import type { CommandContext, CommandHandler } from '../internal/command.types.js';
import { lockCase } from '../internal/lock-case.js';
import type { CaseFile } from '../store/case-file.js';
import { readResource, writeResource } from '../store/resource.js';
import { readMinutesFile, writeMinutesFile, type MinutesFile } from './minutes-file.js';
import { roleInMinutes } from './role.js';

const writable = new Set(['accepted', 'scheduled', 'in-session', 'interrupted', 'awaiting-signature']);

/** Keeps the draft; who edited an older version is told so. A save after a signature voids the signatures. */
export const save: CommandHandler<'minutes.save'> = async (context, caseId, { composition, version }) => {
  const { tx, now, announce } = context;
  const file = await lockCase(context, caseId);
  const minutes = await readMinutesFile(tx, caseId);
  checkMayEdit(context, file, minutes);
  const known = await readResource(tx, 'Composition', caseId);
  if ((known?.version ?? 0) !== version)
    throw new DiemcauError('minutes/version-conflict', { facts: { version: known?.version ?? 0 } });
  if (minutes.documentId) await voidSignatures(context, caseId, minutes);
  announce(file.readers, { kind: 'case', caseId, what: 'minutes', state: file.state });
  return writeResource(tx, { caseId, body: ofCase(composition, caseId), now });
};

function checkMayEdit({ who }: CommandContext, file: CaseFile, minutes: MinutesFile) {
  const role = roleInMinutes(file, who);
  const amending = minutes.amendReason !== null;
  if (!writable.has(file.state) && !amending) {
    if (file.state === 'completed') throw new DiemcauError('minutes/already-signed');
    throw new DiemcauError('case/transition-refused', { facts: { state: file.state, verb: 'save' } });
  }
  const mayEdit = role === 'secretary' || (role === 'chair' && (file.state === 'awaiting-signature' || amending));
  if (!mayEdit) throw new DiemcauError('case/role-missing');
}

/** The signed document stays, marked as superseded; its signatures no longer count. */
async function voidSignatures({ tx, now }: CommandContext, caseId: string, minutes: MinutesFile) {
  await tx.query('update diemcau.minutes_signature set voided_at = $2 where document_id = $1 and voided_at is null', [
    minutes.documentId,
    now,
  ]);
  const reference = await readResource(tx, 'DocumentReference', minutes.documentId!);
  if (reference)
    await writeResource(tx, {
      caseId,
      documentId: minutes.documentId!,
      body: { ...reference.body, id: minutes.documentId!, status: 'superseded' },
      now,
    });
  await writeMinutesFile(tx, caseId, { ...minutes, documentId: null });
}

function ofCase(composition: WireResource, caseId: string): WireResource & { id: string } {
  return { ...composition, id: caseId, meta: { tag: [{ system: systems.caseTag, code: caseId }] } };
}
