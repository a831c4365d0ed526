import { DiemcauError, isFinalCaseState } from '@diemcau/protocol';
import { binaryOf } from '../internal/binary-of.js';
import { canonicalHash } from '../internal/canonical-hash.js';
import type { CommandHandler } from '../internal/command.types.js';
import { documentReference } from '../internal/document-reference.js';
import { lockCase } from '../internal/lock-case.js';
import { requireDocument } from '../internal/require-document.js';
import { insertBinary, insertDocument } from '../store/document.js';
import { insertGrant } from '../store/grant.js';
import { writeResource } from '../store/resource.js';

/** Freezes a document for the sites named, in the case's lock and only while the consent gate stands open. */
export const share: CommandHandler<'record.share'> = async (context, caseId, { document, to, attachment }) => {
  const { tx, who, now } = context;
  const file = await lockCase(context, caseId);
  if (file.requestingSite !== who.siteId) throw new DiemcauError('case/role-missing');
  if (file.gate === 'closed') throw new DiemcauError('consent/missing');
  if (isFinalCaseState(file.state))
    throw new DiemcauError('case/transition-refused', { facts: { state: file.state, verb: 'share' } });
  const sites = [...new Set(to)];
  if (!sites.every((site) => file.consultedSites.includes(site)))
    throw new DiemcauError('request/invalid', { at: 'Parameters.to' });
  const { documentId, composition, size } = requireDocument(document);
  const common = { documentId, caseId, siteId: who.siteId };
  await insertDocument(tx, { ...common, kind: 'record', body: document, hash: canonicalHash(document), now });
  for (const binary of attachment) await insertBinary(tx, { ...common, ...binaryOf(binary, { needsHashId: true }) });
  for (const toSite of sites)
    await insertGrant(tx, { documentId, caseId, fromSite: who.siteId, toSite, notAfter: null });
  context.announce(file.readers, { kind: 'case', caseId, what: 'record', state: file.state });
  const title = typeof composition.title === 'string' ? composition.title : undefined;
  const body = documentReference({ ...common, kind: 'record', size, title, date: now });
  return writeResource(tx, { caseId, documentId, body, now });
};
