import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { v4 as uuid, v7 } from 'uuid';
import { toMinutesDocument, type MinutesDraft } from '@diemcau/fhir';
import { systems, type ConsentPurpose, type PersonRole, type WireResource } from '@diemcau/protocol';
import { canonicalHash } from '../src/internal/canonical-hash.js';
import type { Answer, Person } from './person.js';

export const serviceRequest = (
  caseId: string,
  extra: object = {},
): WireResource & { resourceType: 'ServiceRequest' } => ({
  resourceType: 'ServiceRequest',
  id: caseId,
  status: 'active',
  intent: 'order',
  subject: { reference: '#patient' },
  contained: [{ resourceType: 'Patient', id: 'patient', name: [{ text: 'Nguyễn Văn Thử' }] }],
  ...extra,
});

export function ok(answer: Answer): Answer {
  assert.equal(answer.status, 200, answer.text);
  return answer;
}

export async function submitCase(
  person: Person,
  to: string[],
  options: { emergencyGround?: string } = {},
): Promise<string> {
  const caseId = v7();
  ok(await person.command('case.submit', caseId, { request: serviceRequest(caseId), to, ...options }, { key: caseId }));
  return caseId;
}

export const consentOf = (consentId: string, purpose: ConsentPurpose, type: 'permit' | 'deny' = 'permit') =>
  ({
    resourceType: 'Consent',
    id: consentId,
    status: type === 'permit' ? 'active' : 'rejected',
    scope: { coding: [{ code: 'patient-privacy' }] },
    category: [{ coding: [{ system: systems.consentPurpose, code: purpose }] }],
    provision: { type },
  }) as const;

export async function decideConsent(
  person: Person,
  caseId: string,
  purpose: ConsentPurpose,
  decision: 'permit' | 'deny' = 'permit',
) {
  const consentId = uuid();
  const consent = consentOf(consentId, purpose, decision);
  const signature = await person.sign({
    kind: 'consent',
    caseId,
    consentId,
    purpose,
    decision,
    hash: canonicalHash(consent),
    signedAt: new Date().toISOString(),
  });
  const answer = await person.command(decision === 'permit' ? 'consent.sign' : 'consent.refuse', consentId, {
    caseId,
    consent,
    signature,
  });
  return { consentId, consent, answer };
}

export async function withdrawConsent(person: Person, caseId: string, consentId: string, purpose: ConsentPurpose) {
  const hash = canonicalHash(consentOf(consentId, purpose));
  const signature = await person.sign({
    kind: 'consent',
    caseId,
    consentId,
    purpose,
    decision: 'withdraw',
    hash,
    signedAt: new Date().toISOString(),
  });
  return person.command('consent.withdraw', consentId, { caseId, reason: 'đổi ý', signature });
}

export async function openGate(person: Person, caseId: string): Promise<string[]> {
  const ids: string[] = [];
  for (const purpose of ['teleconsultation', 'record-share'] as const) {
    const { consentId, answer } = await decideConsent(person, caseId, purpose);
    ok(answer);
    ids.push(consentId);
  }
  return ids;
}

export const documentOf = (documentId: string, text = 'Hồ sơ'): WireResource & { resourceType: 'Bundle' } => ({
  resourceType: 'Bundle',
  id: documentId,
  type: 'document',
  timestamp: '2026-11-22T00:00:00Z',
  entry: [{ resource: { resourceType: 'Composition', status: 'final', title: text } }],
});

/** Minutes with everything that form 27/BV2 asks for; `less` takes something away. */
export const minutesOf = (
  caseId: string,
  text = 'Kết luận',
  less: Partial<MinutesDraft> = {},
): WireResource & { resourceType: 'Bundle' } => {
  const draft: MinutesDraft = {
    caseId,
    patient: { name: 'Nguyễn Văn Thử', identifiers: [], contacts: [] },
    admissionNumber: '',
    department: '',
    ward: '',
    bed: '',
    diagnosisBefore: [{ text: 'Sốt cao co giật' }],
    openedAt: '2026-11-22T02:00:00Z',
    closedAt: '2026-11-22T02:30:00Z',
    breaks: [],
    location: '',
    participants: [
      { siteId: '22001', siteName: 'Cô Tô', sub: 'lan', name: 'BS Lan', role: 'secretary' },
      { siteId: '01019', siteName: 'Nhi', sub: 'minh', name: 'BS Minh', role: 'chair' },
    ],
    summary: 'Sốt ba ngày',
    agenda: [],
    conclusion: text,
    diagnosisAfter: [],
    prognosis: '',
    plan: 'Theo dõi tại chỗ',
    orders: [],
    excerpts: [],
    ...less,
  };
  const meta = { documentId: uuid(), now: '2026-11-22T02:31:00Z', siteId: '22001', siteName: 'Cô Tô' };
  return JSON.parse(JSON.stringify(toMinutesDocument(draft, meta))) as WireResource & { resourceType: 'Bundle' };
};

export const attachmentOf = (bytes: Buffer): WireResource & { resourceType: 'Binary'; id: string } => ({
  resourceType: 'Binary',
  id: createHash('sha256').update(bytes).digest('base64url'),
  contentType: 'image/png',
  data: bytes.toString('base64'),
});

export async function shareRecord(person: Person, caseId: string, to: string[], bytes = Buffer.from(uuid())) {
  const documentId = uuid();
  const attachment = attachmentOf(bytes);
  const answer = await person.command('record.share', caseId, {
    document: documentOf(documentId),
    to,
    attachment: [attachment],
  });
  return { documentId, binaryId: attachment.id, answer };
}

export const composition = (text: string) =>
  ({ resourceType: 'Composition', status: 'preliminary', title: text }) as const;

export async function signMinutes(
  person: Person,
  caseId: string,
  document: WireResource & { resourceType: 'Bundle' },
  role: PersonRole,
  { send = true }: { send?: boolean } = {},
) {
  const signature = await person.sign({
    kind: 'minutes',
    caseId,
    documentId: document.id!,
    role,
    hash: canonicalHash(document),
    signedAt: new Date().toISOString(),
  });
  return person.command('minutes.sign', caseId, { ...(send ? { document } : {}), documentId: document.id!, signature });
}
