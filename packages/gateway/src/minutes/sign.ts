import { DiemcauError, requireCaseState, type WireResource } from '@diemcau/protocol';
import { canonicalHash } from '../internal/canonical-hash.js';
import type { CommandContext, CommandHandler } from '../internal/command.types.js';
import { documentReference } from '../internal/document-reference.js';
import { lockCase } from '../internal/lock-case.js';
import { provenanceResource } from '../internal/provenance-resource.js';
import { requireDocument } from '../internal/require-document.js';
import type { CaseFile } from '../store/case-file.js';
import { insertDocument, readDocument } from '../store/document.js';
import { writeResource } from '../store/resource.js';
import { complete } from './complete.js';
import { readMinutesFile, readSignatures, writeMinutesFile, type MinutesFile } from './minutes-file.js';
import { requireMinutes } from './require-minutes.js';
import { roleInMinutes } from './role.js';

/** The first signer brings the document, the second signs the same; with both the case is completed. */
export const sign: CommandHandler<'minutes.sign'> = async (context, caseId, { document, documentId, signature }) => {
  const { tx, who, now, announce } = context;
  const file = await lockCase(context, caseId);
  const role = roleInMinutes(file, who);
  if (!role) throw new DiemcauError('case/role-missing');
  const minutes = await readMinutesFile(tx, caseId);
  checkState(file, minutes);
  const pending = await pendingDocument(context, { caseId, documentId, document, minutes });
  const signatures = await readSignatures(tx, documentId);
  if (signatures.some((one) => one.role === role)) throw new DiemcauError('minutes/already-signed');
  const expected = { kind: 'minutes', caseId, documentId, role, hash: pending.hash } as const;
  const { payload, signer } = await context.verify(signature, who, expected);
  await tx.query(
    `insert into diemcau.minutes_signature (document_id, role, case_id, site_id, sub, jws, signed_at) values ($1,$2,$3,$4,$5,$6,$7)`,
    [documentId, role, caseId, who.siteId, who.sub, signature, now],
  );
  await writeResource(tx, {
    caseId,
    documentId,
    now,
    body: provenanceResource({
      caseId,
      target: `Bundle/${documentId}`,
      signer,
      jws: signature,
      signedAt: payload.signedAt,
      now,
      role,
    }),
  });
  const isLast = signatures.length === 1;
  const body = documentReference({
    documentId,
    caseId,
    kind: 'minutes',
    siteId: pending.siteId,
    size: pending.size,
    date: now,
    docStatus: isLast ? 'final' : 'preliminary',
    signatures: [...signatures.map((one) => one.jws), signature],
    replaces: minutes.signedDocumentId,
  });
  const reference = await writeResource(tx, { caseId, documentId, body, now });
  if (isLast) await complete(context, file, { ...minutes, documentId });
  else {
    await writeMinutesFile(tx, caseId, { ...minutes, documentId });
    announce(file.readers, { kind: 'case', caseId, what: 'minutes', state: file.state });
  }
  return reference;
};

function checkState(file: CaseFile, minutes: MinutesFile) {
  if (file.state === 'completed' && minutes.amendReason !== null) return;
  if (file.state === 'completed') throw new DiemcauError('minutes/already-signed');
  requireCaseState(file.state, 'complete', 'gateway');
}

interface Pending {
  hash: string;
  size: number;
  siteId: string;
}

/** The document that waits for signatures: kept at the first, the same at the second. */
async function pendingDocument(
  { tx, who, now }: CommandContext,
  given: { caseId: string; documentId: string; document?: WireResource; minutes: MinutesFile },
): Promise<Pending> {
  const { caseId, documentId, document, minutes } = given;
  if (minutes.documentId && minutes.documentId !== documentId)
    throw new DiemcauError('signature/content-changed', { at: 'documentId' });
  const hash = document && canonicalHash(document);
  if (minutes.documentId) {
    const known = (await readDocument(tx, documentId))!;
    if (hash !== undefined && hash !== known.hash)
      throw new DiemcauError('signature/content-changed', { at: 'Bundle' });
    return { hash: known.hash, size: Buffer.byteLength(known.body), siteId: known.facts.document!.siteId };
  }
  if (!document) throw new DiemcauError('request/invalid', { at: 'Parameters.document' });
  const { size, documentId: own } = requireDocument(document);
  if (own !== documentId) throw new DiemcauError('request/invalid', { at: 'Bundle.id' });
  requireMinutes(document, caseId);
  await insertDocument(tx, {
    documentId,
    caseId,
    kind: 'minutes',
    siteId: who.siteId,
    body: document,
    hash: hash!,
    now,
  });
  return { hash: hash!, size, siteId: who.siteId };
}
