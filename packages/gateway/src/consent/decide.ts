import { consentPurposes, DiemcauError, systems, type ConsentPurpose, type WireResource } from '@diemcau/protocol';
import { validate } from 'uuid';
import { canonicalHash } from '../internal/canonical-hash.js';
import type { CommandContext, CommandHandler } from '../internal/command.types.js';
import { lockCase } from '../internal/lock-case.js';
import { provenanceResource } from '../internal/provenance-resource.js';
import { binaryOf } from '../internal/binary-of.js';
import { insertBinary } from '../store/document.js';
import { writeResource } from '../store/resource.js';
import { applyGate } from './gate.js';

/** Keeps a consent that the patient or representative gave, signed by who took it down. */
export const sign: CommandHandler<'consent.sign'> = (context, id, input) => keep(context, id, 'permit', input);

/** Keeps a refusal: a decision like any other. */
export const refuse: CommandHandler<'consent.refuse'> = (context, id, input) => keep(context, id, 'deny', input);

interface Given {
  caseId: string;
  consent: WireResource;
  signature: string;
  evidence?: WireResource;
}

async function keep(context: CommandContext, id: string, decision: 'permit' | 'deny', given: Given) {
  const { caseId, consent, signature, evidence } = given;
  const { tx, who, now } = context;
  const file = await lockCase(context, caseId);
  if (file.requestingSite !== who.siteId) throw new DiemcauError('case/role-missing');
  if (!validate(id) || consent.id !== id) throw new DiemcauError('request/invalid', { at: 'Consent.id' });
  const purpose = purposeOf(consent);
  checkDecision(consent, decision);
  const hash = canonicalHash(consent);
  const { payload, signer } = await context.verify(signature, who, {
    kind: 'consent',
    caseId,
    consentId: id,
    purpose,
    decision,
    hash,
  });
  const [standing] = await tx.query<{ decision: string }>(
    `select decision from diemcau.consent_decision where case_id = $1 and purpose = $2 and withdrawn_at is null
     order by decided_at desc, consent_id desc limit 1`,
    [caseId, purpose],
  );
  if (standing && (standing.decision === 'permit' || decision === 'deny'))
    throw new DiemcauError('consent/already-decided');
  await tx.query(
    'insert into diemcau.consent_decision (consent_id, case_id, purpose, decision, hash, decided_at) values ($1,$2,$3,$4,$5,$6)',
    [id, caseId, purpose, decision, hash, now],
  );
  await writeResource(tx, { caseId, body: consent as WireResource & { id: string }, now, verbatim: true });
  if (evidence) await insertBinary(tx, { ...binaryOf(evidence, { needsHashId: false }), caseId, siteId: who.siteId });
  await writeResource(tx, {
    caseId,
    now,
    body: provenanceResource({
      caseId,
      target: `Consent/${id}`,
      signer,
      jws: signature,
      signedAt: payload.signedAt,
      now,
      role: 'witness',
    }),
  });
  await applyGate(context, file);
  return consent;
}

/** The one purpose that a Consent is about. */
export function purposeOf(consent: WireResource): ConsentPurpose {
  const found = new Set<string>();
  JSON.stringify(consent, (_key, value: unknown) => {
    const coding = value as { system?: unknown; code?: unknown } | null;
    if (coding?.system === systems.consentPurpose && typeof coding.code === 'string') found.add(coding.code);
    return value;
  });
  const [purpose] = found;
  if (found.size !== 1 || !(consentPurposes as readonly string[]).includes(purpose!))
    throw new DiemcauError('request/invalid', { at: 'Consent.category' });
  return purpose as ConsentPurpose;
}

/** What is stored must say what was signed. */
function checkDecision(consent: WireResource, decision: 'permit' | 'deny') {
  const type = (consent.provision as { type?: string } | undefined)?.type;
  if (type !== undefined && type !== decision)
    throw new DiemcauError('request/invalid', { at: 'Consent.provision.type' });
  const allowed = decision === 'permit' ? ['active'] : ['active', 'rejected'];
  if (!allowed.includes(consent.status as string)) throw new DiemcauError('request/invalid', { at: 'Consent.status' });
}
