import { checkMinutes, fromMinutesDocument } from '@diemcau/fhir';
import { DiemcauError, extensions, requireCaseState, type WireResource } from '@diemcau/protocol';
import { canonicalHash } from './canonical-hash.js';
import { keepCase, requireCase } from './case-commands.js';
import type { CommandHandler } from './command.types.js';
import { requireDocument } from './record-commands.js';
import { caseTag, documentReferenceOf, provenanceOf } from './resources.js';
import { keyOf, put, type Caller, type CaseFile, type GatewayState, type MinutesFile } from './state.js';
import { verifySignature } from './verify-signature.js';

const writable = new Set(['accepted', 'scheduled', 'in-session', 'interrupted', 'awaiting-signature']);
/** Hours from completion until a share ends. */
const shareHours = 24;

function minutesOf(state: GatewayState, caseId: string): MinutesFile {
  return state.minutes.get(caseId) ?? { signatures: [] };
}

function roleOf(file: CaseFile, who: Caller): 'secretary' | 'chair' | undefined {
  const role = file.people.find((one) => one.siteId === who.siteId && one.sub === who.sub)?.role;
  return role === 'secretary' || role === 'chair' ? role : undefined;
}

function supersede(state: GatewayState, caseId: string, documentId: string) {
  const known = state.resources.get(keyOf('DocumentReference', documentId));
  if (known) put(state, { ...known.resource, status: 'superseded' }, { caseId, documentId });
}

/** Minutes are signed whole or not at all, and those of this case only. */
function requireMinutes(bundle: WireResource, caseId: string) {
  const read = fromMinutesDocument(bundle);
  const faults = (read.ok ? checkMinutes(read.ok) : read.issues).filter(({ severity }) => severity === 'error');
  if (faults.length > 0)
    throw new DiemcauError('minutes/incomplete', { at: faults[0]!.at, facts: { missing: faults.length } });
  if (read.ok && read.ok.caseId !== caseId) throw new DiemcauError('request/invalid', { at: 'Bundle.meta.tag' });
}

const save: CommandHandler<'minutes.save'> = (state, who, caseId, { composition, version }) => {
  const file = requireCase(state, who, caseId);
  const minutes = minutesOf(state, caseId);
  const amending = minutes.amendReason !== undefined;
  if (!writable.has(file.state) && !amending)
    throw file.state === 'completed'
      ? new DiemcauError('minutes/already-signed')
      : new DiemcauError('case/transition-refused', { facts: { state: file.state, verb: 'save' } });
  const role = roleOf(file, who);
  if (!(role === 'secretary' || (role === 'chair' && (file.state === 'awaiting-signature' || amending))))
    throw new DiemcauError('case/role-missing');
  const held = state.resources.get(keyOf('Composition', caseId))?.version ?? 0;
  if (held !== version) throw new DiemcauError('minutes/version-conflict', { facts: { version: held } });
  if (minutes.documentId) {
    supersede(state, caseId, minutes.documentId);
    state.minutes.set(caseId, { ...minutes, documentId: undefined, signatures: [] });
  }
  const stored = put(state, { ...composition, id: caseId, meta: caseTag(caseId) }, { caseId });
  state.announce(file.readers, { kind: 'case', caseId, what: 'minutes', state: file.state });
  return stored;
};

const sign: CommandHandler<'minutes.sign'> = async (state, who, caseId, { document, documentId, signature }) => {
  const file = requireCase(state, who, caseId);
  const role = roleOf(file, who);
  if (!role) throw new DiemcauError('case/role-missing');
  const minutes = minutesOf(state, caseId);
  const amending = file.state === 'completed' && minutes.amendReason !== undefined;
  if (file.state === 'completed' && !amending) throw new DiemcauError('minutes/already-signed');
  if (!amending) requireCaseState(file.state, 'complete', 'gateway');
  if (minutes.documentId && minutes.documentId !== documentId)
    throw new DiemcauError('signature/content-changed', { at: 'documentId' });
  const hash = document && (await canonicalHash(document));
  const known = minutes.documentId ? state.documents.get(documentId) : undefined;
  if (known && hash !== undefined && hash !== known.hash)
    throw new DiemcauError('signature/content-changed', { at: 'Bundle' });
  if (!known && !document) throw new DiemcauError('request/invalid', { at: 'Parameters.document' });
  if (!known && requireDocument(document!).documentId !== documentId)
    throw new DiemcauError('request/invalid', { at: 'Bundle.id' });
  if (!known) requireMinutes(document!, caseId);
  if (minutes.signatures.some((one) => one.role === role)) throw new DiemcauError('minutes/already-signed');
  const { signer, signedAt } = await verifySignature(state, signature, who, {
    kind: 'minutes',
    caseId,
    documentId,
    role,
    hash: known?.hash ?? hash!,
  });

  if (!known) {
    state.documents.set(documentId, { caseId, kind: 'minutes', siteId: who.siteId, hash: hash!, grants: [] });
    put(state, document as never, { caseId, documentId }, true);
  }
  const now = state.now().toISOString();
  const signatures = [...minutes.signatures, { role, jws: signature }];
  put(state, provenanceOf({ caseId, target: `Bundle/${documentId}`, signer, jws: signature, signedAt, now, role }), {
    caseId,
    documentId,
  });
  const bundle = state.resources.get(keyOf('Bundle', documentId))!.resource;
  const isLast = signatures.length === 2;
  const reference = put(
    state,
    documentReferenceOf({
      documentId,
      caseId,
      kind: 'minutes',
      siteId: state.documents.get(documentId)!.siteId,
      size: new TextEncoder().encode(JSON.stringify(bundle)).length,
      now,
      docStatus: isLast ? 'final' : 'preliminary',
      signatures: signatures.map((one) => one.jws),
      replaces: minutes.signedDocumentId,
    }),
    { caseId, documentId },
  );
  if (isLast) complete(state, file, { ...minutes, documentId, signatures });
  else {
    state.minutes.set(caseId, { ...minutes, documentId, signatures });
    state.announce(file.readers, { kind: 'case', caseId, what: 'minutes', state: file.state });
  }
  return reference;
};

function complete(state: GatewayState, file: CaseFile, minutes: MinutesFile) {
  const { caseId } = file;
  if (minutes.signedDocumentId) supersede(state, caseId, minutes.signedDocumentId);
  state.minutes.set(caseId, { signedDocumentId: minutes.documentId, signatures: [] });
  state.announce(file.readers, { kind: 'case', caseId, what: 'minutes', state: 'completed' });
  if (file.state === 'completed') return;
  const end = new Date(state.now().getTime() + shareHours * 3_600_000).toISOString();
  for (const [documentId, document] of state.documents) {
    const open =
      document.caseId === caseId ? document.grants.filter((grant) => !grant.revokedAt && !grant.notAfter) : [];
    const reference = state.resources.get(keyOf('DocumentReference', documentId))?.resource;
    for (const grant of open) grant.notAfter = end;
    if (open.length > 0 && reference)
      put(
        state,
        { ...reference, extension: [{ url: extensions.shareEnds, valueInstant: end }] },
        { caseId, documentId },
      );
  }
  keepCase(state, { ...file, state: requireCaseState(file.state, 'complete', 'gateway') });
}

const amend: CommandHandler<'minutes.amend'> = (state, who, caseId, { reason }) => {
  const file = requireCase(state, who, caseId);
  if (!roleOf(file, who)) throw new DiemcauError('case/role-missing');
  const minutes = minutesOf(state, caseId);
  const draft = state.resources.get(keyOf('Composition', caseId));
  if (file.state !== 'completed' || !minutes.signedDocumentId || !draft)
    throw new DiemcauError('case/transition-refused', { facts: { state: file.state, verb: 'amend' } });
  state.minutes.set(caseId, { ...minutes, documentId: undefined, amendReason: reason, signatures: [] });
  const relatesTo = [
    {
      code: 'replaces',
      targetIdentifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${minutes.signedDocumentId}` },
    },
  ];
  const stored = put(state, { ...draft.resource, status: 'amended', relatesTo }, { caseId });
  state.announce(file.readers, { kind: 'case', caseId, what: 'minutes', state: file.state });
  return stored;
};

/** The verbs on minutes. */
export const minutesCommands = { 'minutes.save': save, 'minutes.sign': sign, 'minutes.amend': amend };
