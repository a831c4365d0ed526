import { toConsent, type ConsentRecord } from '@diemcau/fhir';
import type { ConsentPurpose } from '@diemcau/protocol';
import { canonicalHash } from '../internal/canonical-hash.js';
import { makeCommand } from '../internal/make-command.js';
import type { Command, Session } from '../internal/session.types.js';
import { sha256 } from '../internal/sha256.js';
import { consentTexts } from './consent-texts.js';
import { textHash } from './text-hash.js';
import type { ConsentDecisions } from './consent.types.js';
import type { ConsentSubject } from './consent-deps.types.js';

interface Given {
  session: Session;
  caseId: string;
  subject: ConsentSubject;
  decisions: ConsentDecisions;
}

/** One signed command for each purpose that was decided; the JWS is by who takes it down, as witness. */
export async function signConsents({
  session,
  caseId,
  subject,
  decisions,
}: Given): Promise<{ commands: Command[]; consentIds: string[] }> {
  const { performer, language, withheld = [], evidence } = decisions;
  const me = await session.me();
  const texts = await consentTexts(language);
  const image = evidence.image && { id: await sha256(evidence.image as BufferSource), bytes: evidence.image };
  const decidedAt = new Date(session.now()).toISOString();
  const decided = Object.entries(decisions.decisions) as [ConsentPurpose, 'permit' | 'deny'][];
  const commands = await Promise.all(
    decided.map(async ([purpose, decision]) => {
      const text = texts.find((one) => one.purpose === purpose) as (typeof texts)[number];
      const consentId = crypto.randomUUID();
      const record: ConsentRecord = {
        consentId,
        caseId,
        purpose,
        decision,
        status: decision === 'permit' ? 'active' : 'rejected',
        patient: subject.patient,
        performer,
        evidence: { kind: evidence.kind, ...(image ? { binaryId: image.id } : {}) },
        text: { version: text.version, hash: await textHash(text), language },
        recipients: [...subject.recipients],
        withheld: purpose === 'record-share' ? [...withheld] : [],
        decidedAt,
        collector: { siteId: me.siteId, sub: me.sub, name: me.name },
      };
      const consent = toConsent(record);
      const signature = await session.sign({
        kind: 'consent',
        caseId,
        consentId,
        purpose,
        decision,
        hash: await canonicalHash(consent),
        signedAt: decidedAt,
      });
      const of = { id: consentId, caseId };
      const input = { caseId, consent: consent as never, signature };
      if (decision === 'deny') return makeCommand('consent.refuse', of, input);
      return makeCommand('consent.sign', of, image ? { ...input, evidence: binary(image) } : input);
    }),
  );
  return { commands, consentIds: commands.map(({ id }) => id) };
}

function binary({ id, bytes }: { id: string; bytes: Uint8Array }) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { resourceType: 'Binary' as const, id, contentType: 'image/png', data: btoa(text) };
}

/** Signs that a consent is taken back; the hash is that of the Consent as it was first signed. */
export async function signWithdrawal(
  session: Session,
  {
    caseId,
    consent,
    purpose,
    reason,
  }: { caseId: string; consent: { id: string } & object; purpose: ConsentPurpose; reason: string },
): Promise<Command> {
  const signedAt = new Date(session.now()).toISOString();
  const payload = {
    kind: 'consent',
    caseId,
    consentId: consent.id,
    purpose,
    decision: 'withdraw',
    hash: await canonicalHash(consent),
    signedAt,
  } as const;
  return makeCommand(
    'consent.withdraw',
    { id: consent.id, caseId },
    { caseId, reason, signature: await session.sign(payload) },
  );
}
