import { extensions, requireCaseState } from '@diemcau/protocol';
import type { CommandContext } from '../internal/command.types.js';
import { saveCase } from '../internal/save-case.js';
import type { CaseFile } from '../store/case-file.js';
import { endGrantsAt } from '../store/grant.js';
import { readResource, writeResource } from '../store/resource.js';
import { writeMinutesFile, type MinutesFile } from './minutes-file.js';

/** Both have signed: the case is completed, and the end of its share is now known. An amendment only replaces the minutes. */
export async function complete(context: CommandContext, file: CaseFile, minutes: MinutesFile): Promise<void> {
  const { tx, now, announce, shareHours } = context;
  const { caseId } = file;
  const replaced = minutes.signedDocumentId;
  if (replaced) {
    const reference = await readResource(tx, 'DocumentReference', replaced);
    if (reference)
      await writeResource(tx, {
        caseId,
        documentId: replaced,
        body: { ...reference.body, id: replaced, status: 'superseded' },
        now,
      });
  }
  await writeMinutesFile(tx, caseId, { documentId: null, signedDocumentId: minutes.documentId, amendReason: null });
  if (file.state === 'completed') {
    announce(file.readers, { kind: 'case', caseId, what: 'minutes', state: file.state });
    return;
  }
  const end = new Date(now.getTime() + shareHours * 3_600_000);
  await sayShareEnds(context, caseId, end);
  await endGrantsAt(tx, caseId, end);
  const state = requireCaseState(file.state, 'complete', 'gateway');
  announce(file.readers, { kind: 'case', caseId, what: 'minutes', state });
  await saveCase(context, { ...file, state, completedAt: now });
}

async function sayShareEnds({ tx, now }: CommandContext, caseId: string, end: Date) {
  const rows = await tx.query<{ document_id: string }>(
    'select distinct document_id from diemcau.share_grant where case_id = $1 and revoked_at is null and not_after is null',
    [caseId],
  );
  for (const { document_id: documentId } of rows) {
    const reference = await readResource(tx, 'DocumentReference', documentId);
    if (!reference) continue;
    const others = ((reference.body.extension as { url: string }[] | undefined) ?? []).filter(
      ({ url }) => url !== extensions.shareEnds,
    );
    const extension = [...others, { url: extensions.shareEnds, valueInstant: end.toISOString() }];
    await writeResource(tx, { caseId, documentId, body: { ...reference.body, id: documentId, extension }, now });
  }
}
