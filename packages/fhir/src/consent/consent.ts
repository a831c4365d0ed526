import type { Consent, Extension } from 'fhir/r4';
import { extensionOf, extensionText, textExtension } from '../internal/extension.js';
import { asObject, asObjects, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import { ownSystems, systems } from '../internal/systems.js';
import type { Result } from '../result.js';
import type { ConsentRecord } from './consent.types.js';

const own = (name: string): string => `urn:diemcau:consent:${name}`;

/** The decision on one purpose as a FHIR R4 Consent. Law named by the policy rule: Luật 91/2025/QH15. */
export function toConsent(record: ConsentRecord): Consent {
  const { performer, collector, evidence, text } = record;
  const representative = performer.kind === 'representative';
  const extension: Extension[] = [
    { url: own('evidence'), valueCode: evidence.kind },
    {
      url: own('text'),
      extension: [
        { url: 'version', valueString: text.version },
        { url: 'hash', valueString: text.hash },
        { url: 'language', valueCode: text.language },
      ],
    },
    {
      url: own('collector'),
      valueReference: {
        identifier: { system: systems.practitioner, value: collector.sub },
        display: collector.name,
        extension: [{ url: 'urn:diemcau:site', valueString: collector.siteId }],
      },
    },
    ...textExtension(own('withdrawal-reason'), record.withdrawalReason),
    ...textExtension(own('birth-date'), record.patient.birthDate),
    ...textExtension(own('relation'), performer.relation),
    ...textExtension(own('performer-identifier'), performer.identifier),
    { url: own('performer-kind'), valueCode: performer.kind },
    ...(performer.childHeard === undefined ? [] : [{ url: own('child-heard'), valueBoolean: performer.childHeard }]),
  ];
  const purpose = { system: systems.consentPurpose, code: record.purpose };
  return {
    resourceType: 'Consent',
    id: record.consentId,
    meta: { tag: [{ system: systems.caseTag, code: record.caseId }] },
    extension,
    status: record.status,
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
    category: [{ coding: [purpose] }],
    patient: { display: record.patient.name },
    dateTime: record.decidedAt,
    performer: [{ type: representative ? 'RelatedPerson' : 'Patient', display: performer.name }],
    organization: [{ identifier: { system: systems.site, value: collector.siteId } }],
    ...(evidence.binaryId
      ? { sourceAttachment: { contentType: 'image/png', url: `Binary/${evidence.binaryId}` } }
      : {}),
    policyRule: { text: 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15' },
    ...(representative
      ? {
          verification: [
            { verified: true, verifiedWith: { display: performer.name }, verificationDate: record.decidedAt },
          ],
        }
      : {}),
    provision: {
      type: record.decision,
      period: { start: record.decidedAt, ...(record.withdrawnAt ? { end: record.withdrawnAt } : {}) },
      ...(record.recipients.length > 0
        ? {
            actor: record.recipients.map((value) => ({
              role: {
                coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' }],
              },
              reference: { identifier: { system: systems.site, value } },
            })),
          }
        : {}),
      purpose: [purpose],
      ...(record.withheld.length > 0
        ? {
            provision: [
              {
                type: 'deny',
                code: record.withheld.map((code) => ({ coding: [{ system: ownSystems.recordSection, code }] })),
              },
            ],
          }
        : {}),
    },
  };
}

/** Reads a Consent of ours. Errors: `malformed` at the element that is missing or of a wrong kind. */
export function fromConsent(source: unknown): Result<ConsentRecord> {
  try {
    return read(source);
  } catch {
    return malformed('Consent');
  }
}

function malformed(at: string): Result<ConsentRecord> {
  return { issues: [{ code: 'malformed', severity: 'error', at }] };
}

function read(source: unknown): Result<ConsentRecord> {
  const consent = asObject(source);
  if (!consent || consent['resourceType'] !== 'Consent') return malformed('Consent');
  const consentId = asText(consent['id']);
  const caseId = asObjects(asObject(consent['meta'])?.['tag']).flatMap(({ system, code }) =>
    system === systems.caseTag ? (asText(code) ?? []) : [],
  )[0];
  const purpose = asObjects(asObjects(consent['category'])[0]?.['coding']).flatMap(({ system, code }) =>
    system === systems.consentPurpose ? (asText(code) ?? []) : [],
  )[0];
  const { status, dateTime } = consent;
  const provision = asObject(consent['provision']);
  const decision = provision?.['type'];
  if (!consentId) return malformed('Consent.id');
  if (!caseId) return malformed('Consent.meta.tag');
  if (!purpose) return malformed('Consent.category');
  if (status !== 'active' && status !== 'rejected' && status !== 'inactive') return malformed('Consent.status');
  if (decision !== 'permit' && decision !== 'deny') return malformed('Consent.provision.type');
  if (typeof dateTime !== 'string') return malformed('Consent.dateTime');
  const binary = asText(asObject(consent['sourceAttachment'])?.['url']);
  const withdrawnAt = asText(asObject(provision?.['period'])?.['end']);
  const reason = extensionText(consent, own('withdrawal-reason'));
  const birthDate = extensionText(consent, own('birth-date'));
  const name = asObject(consent['patient'])?.['display'];
  const record: ConsentRecord = {
    consentId,
    caseId,
    purpose,
    decision,
    status,
    patient: { name: typeof name === 'string' ? name : '', ...(birthDate ? { birthDate } : {}) },
    performer: performerOf(consent),
    evidence: { kind: evidenceOf(consent), ...(binary?.startsWith('Binary/') ? { binaryId: binary.slice(7) } : {}) },
    text: textOf(consent),
    recipients: asObjects(provision?.['actor']).flatMap(
      (actor) => asText(asObject(asObject(actor['reference'])?.['identifier'])?.['value']) ?? [],
    ),
    withheld: asObjects(provision?.['provision']).flatMap((inner) =>
      inner['type'] === 'deny'
        ? asObjects(inner['code']).flatMap((code) => asText(asObjects(code['coding'])[0]?.['code']) ?? [])
        : [],
    ),
    decidedAt: dateTime,
    collector: collectorOf(consent),
  };
  if (withdrawnAt) record.withdrawnAt = withdrawnAt;
  if (reason) record.withdrawalReason = reason;
  return { ok: record, issues: [] };
}

function performerOf(consent: Json): ConsentRecord['performer'] {
  const name = asObjects(consent['performer'])[0]?.['display'];
  const relation = extensionText(consent, own('relation'));
  const identifier = extensionText(consent, own('performer-identifier'));
  const childHeard = extensionOf(consent, own('child-heard'))?.['valueBoolean'];
  const kind =
    extensionOf(consent, own('performer-kind'))?.['valueCode'] === 'representative' ? 'representative' : 'patient';
  return {
    kind,
    name: typeof name === 'string' ? name : '',
    ...(relation ? { relation } : {}),
    ...(identifier ? { identifier } : {}),
    ...(typeof childHeard === 'boolean' ? { childHeard } : {}),
  };
}

function evidenceOf(consent: Json): ConsentRecord['evidence']['kind'] {
  const kind = extensionOf(consent, own('evidence'))?.['valueCode'];
  return kind === 'drawn' || kind === 'typed' ? kind : 'verbal';
}

function textOf(consent: Json): ConsentRecord['text'] {
  const holder = extensionOf(consent, own('text'));
  return {
    version: extensionText(holder, 'version') ?? '',
    hash: extensionText(holder, 'hash') ?? '',
    language: extensionOf(holder, 'language')?.['valueCode'] === 'en' ? 'en' : 'vi',
  };
}

function collectorOf(consent: Json): ConsentRecord['collector'] {
  const reference = asObject(extensionOf(consent, own('collector'))?.['valueReference']);
  const name = reference?.['display'];
  return {
    siteId: extensionText(reference, 'urn:diemcau:site') ?? '',
    sub: asText(asObject(reference?.['identifier'])?.['value']) ?? '',
    name: typeof name === 'string' ? name : '',
  };
}
