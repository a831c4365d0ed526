import {
  consentPurposes,
  DiemcauError,
  extensions,
  requiredPurposes,
  systems,
  type ConsentGate,
  type ConsentPurpose,
  type WireResource,
} from '@diemcau/protocol';
import { validate } from 'uuid';
import { canonicalHash } from './canonical-hash.js';
import { keepCase, requireCase, revokeShares } from './case-commands.js';
import type { CommandHandler } from './command.types.js';
import { provenanceOf } from './resources.js';
import { keyOf, put, type Caller, type CaseFile, type GatewayState } from './state.js';
import { verifySignature } from './verify-signature.js';

function purposeOf(consent: WireResource): ConsentPurpose {
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

function gateOf(state: GatewayState, file: CaseFile): ConsentGate {
  const latest = new Map(
    state.consents
      .filter((one) => one.caseId === file.caseId)
      .map((one) => [one.purpose, one.decision === 'permit' && !one.withdrawn]),
  );
  if (requiredPurposes.some((purpose) => latest.get(purpose) === false)) return 'closed';
  if (requiredPurposes.every((purpose) => latest.get(purpose))) return 'open';
  return file.emergencyGround ? 'emergency' : 'closed';
}

/** Opens or closes the gate after a decision: opening tells the consulted sites, closing ends every share at once. */
function applyGate(state: GatewayState, file: CaseFile) {
  const gate = gateOf(state, file);
  const closing = gate === 'closed' && file.gate !== 'closed';
  if (closing) revokeShares(state, file);
  keepCase(
    state,
    {
      ...file,
      gate,
      readers: gate === 'closed' ? file.readers : [...new Set([...file.readers, ...file.consultedSites])],
    },
    'consent',
  );
  if (closing) state.announce(file.readers, { kind: 'consultation-ended', caseId: file.caseId });
}

interface Given {
  caseId: string;
  consent: WireResource;
  signature: string;
  evidence?: WireResource;
}

async function keep(
  state: GatewayState,
  who: Caller,
  id: string,
  decision: 'permit' | 'deny',
  { caseId, consent, signature, evidence }: Given,
) {
  const file = requireCase(state, who, caseId);
  if (file.requestingSite !== who.siteId) throw new DiemcauError('case/role-missing');
  if (!validate(id) || consent.id !== id) throw new DiemcauError('request/invalid', { at: 'Consent.id' });
  const purpose = purposeOf(consent);
  const type = (consent['provision'] as { type?: string } | undefined)?.type;
  if (type !== undefined && type !== decision)
    throw new DiemcauError('request/invalid', { at: 'Consent.provision.type' });
  const allowed = decision === 'permit' ? ['active'] : ['active', 'rejected'];
  if (!allowed.includes(consent['status'] as string))
    throw new DiemcauError('request/invalid', { at: 'Consent.status' });
  const hash = await canonicalHash(consent);
  const { signer, signedAt } = await verifySignature(state, signature, who, {
    kind: 'consent',
    caseId,
    consentId: id,
    purpose,
    decision,
    hash,
  });
  const standing = state.consents
    .filter((one) => one.caseId === caseId && one.purpose === purpose && !one.withdrawn)
    .at(-1);
  if (standing && (standing.decision === 'permit' || decision === 'deny'))
    throw new DiemcauError('consent/already-decided');
  state.consents.push({ consentId: id, caseId, purpose, decision, hash, withdrawn: false });
  put(state, consent as WireResource & { id: string }, { caseId }, true);
  if (evidence?.id) put(state, evidence as WireResource & { id: string }, { onlySite: who.siteId }, true);
  put(
    state,
    provenanceOf({
      caseId,
      target: `Consent/${id}`,
      signer,
      jws: signature,
      signedAt,
      now: state.now().toISOString(),
      role: 'witness',
    }),
    { caseId },
  );
  applyGate(state, file);
  return consent;
}

const sign: CommandHandler<'consent.sign'> = (state, who, id, input) => keep(state, who, id, 'permit', input);
const refuse: CommandHandler<'consent.refuse'> = (state, who, id, input) => keep(state, who, id, 'deny', input);

const withdraw: CommandHandler<'consent.withdraw'> = async (state, who, id, { caseId, reason, signature }) => {
  const file = requireCase(state, who, caseId);
  if (file.requestingSite !== who.siteId) throw new DiemcauError('case/role-missing');
  const known = state.resources.get(keyOf('Consent', id));
  const decision = state.consents.find((one) => one.consentId === id);
  if (!known || known.caseId !== caseId || !decision) throw new DiemcauError('request/not-found');
  if (decision.withdrawn) throw new DiemcauError('consent/withdrawn');
  if (decision.decision !== 'permit') throw new DiemcauError('consent/already-decided');
  const { signer, signedAt } = await verifySignature(state, signature, who, {
    kind: 'consent',
    caseId,
    consentId: id,
    purpose: decision.purpose,
    decision: 'withdraw',
    hash: decision.hash,
  });
  decision.withdrawn = true;
  const now = state.now().toISOString();
  const said = {
    url: extensions.withdrawn,
    extension: [
      { url: 'at', valueInstant: now },
      { url: 'reason', valueString: reason },
    ],
  };
  const resource = {
    ...known.resource,
    status: 'inactive',
    extension: [...((known.resource['extension'] as object[] | undefined) ?? []), said],
  };
  put(state, resource, { caseId }, true);
  put(
    state,
    provenanceOf({ caseId, target: `Consent/${id}`, signer, jws: signature, signedAt, now, role: 'witness' }),
    { caseId },
  );
  applyGate(state, file);
  return resource;
};

/** The verbs on a consent. */
export const consentCommands = { 'consent.sign': sign, 'consent.refuse': refuse, 'consent.withdraw': withdraw };
