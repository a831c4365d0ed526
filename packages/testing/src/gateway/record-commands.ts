import { DiemcauError, isFinalCaseState, type WireResource } from '@diemcau/protocol';
import { validate } from 'uuid';
import { audit } from './audit.js';
import { canonicalHash, sha256 } from './canonical-hash.js';
import { requireCase } from './case-commands.js';
import type { CommandHandler } from './command.types.js';
import { documentReferenceOf } from './resources.js';
import { put } from './state.js';

/** A FHIR document: a Bundle with its own id, a Composition first. */
export function requireDocument(bundle: WireResource): { documentId: string; composition: WireResource; size: number } {
  if (!bundle.id || !validate(bundle.id)) throw new DiemcauError('request/invalid', { at: 'Bundle.id' });
  if (bundle['type'] !== 'document') throw new DiemcauError('request/invalid', { at: 'Bundle.type' });
  const first = (bundle['entry'] as { resource?: WireResource }[] | undefined)?.[0]?.resource;
  if (first?.resourceType !== 'Composition') throw new DiemcauError('request/invalid', { at: 'Bundle.entry[0]' });
  return { documentId: bundle.id, composition: first, size: new TextEncoder().encode(JSON.stringify(bundle)).length };
}

async function requireAttachment(binary: WireResource): Promise<WireResource & { id: string }> {
  const data = binary['data'];
  if (typeof data !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(data))
    throw new DiemcauError('request/invalid', { at: 'Binary.data' });
  const id = await sha256(Uint8Array.from(atob(data), (c) => c.charCodeAt(0)));
  if (binary.id !== id) throw new DiemcauError('signature/content-changed', { at: 'Binary.id' });
  return { resourceType: 'Binary', id, contentType: binary['contentType'], data };
}

const share: CommandHandler<'record.share'> = async (state, who, caseId, { document, to, attachment }) => {
  const file = requireCase(state, who, caseId);
  if (file.requestingSite !== who.siteId) throw new DiemcauError('case/role-missing');
  if (file.gate === 'closed') throw new DiemcauError('consent/missing');
  if (isFinalCaseState(file.state))
    throw new DiemcauError('case/transition-refused', { facts: { state: file.state, verb: 'share' } });
  if (!to.every((site) => file.consultedSites.includes(site)))
    throw new DiemcauError('request/invalid', { at: 'Parameters.to' });
  const { documentId, composition, size } = requireDocument(document);
  const attachments = await Promise.all(attachment.map(requireAttachment));
  const hash = await canonicalHash(document);
  state.documents.set(documentId, {
    caseId,
    kind: 'record',
    siteId: who.siteId,
    hash,
    grants: [...new Set(to)].map((toSite) => ({ toSite })),
  });
  put(state, document as WireResource & { id: string }, { caseId, documentId }, true);
  for (const one of attachments) put(state, one, { caseId, documentId }, true);
  state.announce(file.readers, { kind: 'case', caseId, what: 'record', state: file.state });
  const title = typeof composition['title'] === 'string' ? composition['title'] : undefined;
  return put(
    state,
    documentReferenceOf({
      documentId,
      caseId,
      kind: 'record',
      siteId: who.siteId,
      size,
      title,
      now: state.now().toISOString(),
    }),
    { caseId, documentId },
  );
};

const access: CommandHandler<'record.access'> = (state, who, caseId, input) => {
  const { action, section, documentId, occurred, reason } = input;
  requireCase(state, who, caseId);
  if (documentId !== undefined) {
    const document = state.documents.get(documentId);
    const isTheirs = document?.siteId === who.siteId || document?.grants.some(({ toSite }) => toSite === who.siteId);
    if (document?.caseId !== caseId || !isTheirs) throw new DiemcauError('request/not-found');
  }
  return audit(state, who, {
    caseId,
    action: action === 'break-glass' ? 'E' : 'R',
    interaction: `record.${action}`,
    what: documentId === undefined ? `ServiceRequest/${caseId}` : `Bundle/${documentId}`,
    occurred: new Date(Math.min(Date.parse(occurred), state.now().getTime())).toISOString(),
    sections: [...new Set(section)],
    ...(action === 'break-glass' ? { reason } : {}),
  });
};

/** The verb that lets a record leave its site, and the one that says who read it. */
export const recordCommands = { 'record.share': share, 'record.access': access };
