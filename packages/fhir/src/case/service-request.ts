import type { Extension, ServiceRequest } from 'fhir/r4';
import { codedTextOf, conceptOf } from '../internal/coded-text.js';
import { extensionOf, extensionText, textExtension } from '../internal/extension.js';
import { asObject, asObjects, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import { exactText, patientOf, personOf } from '../internal/person.js';
import { identifierSystems, ownSystems, systems } from '../internal/systems.js';
import type { Issue, Result } from '../result.js';
import type { CaseRequest, ConsultationKind } from './case-request.types.js';

const field = (name: string): string => `urn:diemcau:case-request:${name}`;

/** Text fields of the request that ServiceRequest has no element for. */
const textFields = [
  'reasonForAdmission',
  'history',
  'pastHistory',
  'allergies',
  'examination',
  'results',
  'medications',
  'treatment',
  'department',
  'ward',
  'bed',
  'admissionNumber',
] as const;
const optionalFields = ['supportContract', 'treatedFrom', 'treatedTo'] as const;

const priorities = { emergency: 'stat', urgent: 'urgent', routine: 'routine' } as const;
const kindNames: Readonly<Record<ConsultationKind, string>> = {
  advice: 'Tư vấn y tế từ xa',
  clinical: 'Hội chẩn tư vấn khám chữa bệnh từ xa',
  imaging: 'Hội chẩn tư vấn chẩn đoán hình ảnh từ xa',
  pathology: 'Hội chẩn tư vấn giải phẫu bệnh từ xa',
  surgery: 'Hội chẩn tư vấn phẫu thuật từ xa',
  training: 'Đào tạo, chuyển giao kỹ thuật từ xa',
};

/** The request as ServiceRequest (id = caseId) with a contained Patient; `fromServiceRequest` reads all of it back. */
export function toServiceRequest(request: CaseRequest): ServiceRequest {
  const extension: Extension[] = [
    ...textFields.flatMap((name) => textExtension(field(name), request[name])),
    ...optionalFields.flatMap((name) => textExtension(field(name), request[name])),
    { url: field('patientInformed'), valueBoolean: request.patientInformed === true },
    ...(request.requester
      ? [
          {
            url: field('requestedBy'),
            valueReference: {
              identifier: { system: systems.practitioner, value: request.requester.sub },
              display: request.requester.name,
            },
          },
        ]
      : []),
  ];
  return {
    resourceType: 'ServiceRequest',
    id: request.caseId,
    meta: { tag: [{ system: systems.caseTag, code: request.caseId }] },
    contained: [patientOf(request.patient, 'patient')],
    extension,
    status: 'active',
    intent: 'order',
    category: [
      {
        coding: [{ system: ownSystems.consultationKind, code: request.kind }],
        text: kindNames[request.kind] ?? request.kind,
      },
    ],
    priority: priorities[request.urgency] ?? 'routine',
    code: { text: 'Hội chẩn từ xa' },
    ...(request.question ? { orderDetail: [{ text: request.question }] } : {}),
    subject: {
      reference: '#patient',
      ...(request.patientId ? { identifier: { system: identifierSystems.internal, value: request.patientId } } : {}),
    },
    ...(request.episodeId
      ? { encounter: { identifier: { system: identifierSystems.visit, value: request.episodeId } } }
      : {}),
    ...(request.preferredAt ? { occurrenceDateTime: request.preferredAt } : {}),
    ...(request.authoredOn ? { authoredOn: request.authoredOn } : {}),
    ...(request.requester
      ? { requester: { identifier: { system: systems.site, value: request.requester.siteId } } }
      : {}),
    ...(request.specialty ? { performerType: { text: request.specialty } } : {}),
    ...(request.to.length > 0
      ? { performer: request.to.map((value) => ({ identifier: { system: systems.site, value } })) }
      : {}),
    ...(request.diagnoses.length > 0 ? { reasonCode: request.diagnoses.map(conceptOf) } : {}),
  };
}

/** Reads a ServiceRequest into the form's model. Errors: `malformed` at the element that cannot be read. */
export function fromServiceRequest(source: unknown): Result<CaseRequest> {
  try {
    return read(source);
  } catch {
    return { issues: [{ code: 'malformed', severity: 'error', at: 'ServiceRequest' }] };
  }
}

function read(source: unknown): Result<CaseRequest> {
  const sr = asObject(source);
  const caseId = asText(sr?.['id']);
  if (!sr || sr['resourceType'] !== 'ServiceRequest' || !caseId)
    return { issues: [{ code: 'malformed', severity: 'error', at: sr ? 'ServiceRequest.id' : 'ServiceRequest' }] };
  const issues: Issue[] = [];
  const patient = asObjects(sr['contained']).find(({ resourceType }) => resourceType === 'Patient');
  if (!patient) issues.push({ code: 'required', severity: 'warning', at: 'ServiceRequest.contained' });
  const subject = asObject(sr['subject']);
  const patientId = asText(asObject(subject?.['identifier'])?.['value']);
  const episodeId = asText(asObject(asObject(sr['encounter'])?.['identifier'])?.['value']);
  const question = asObjects(sr['orderDetail'])[0]?.['text'];
  const specialty = asObject(sr['performerType'])?.['text'];
  const request: CaseRequest = {
    caseId,
    patient: patient ? personOf(patient, exactText) : { name: asText(subject?.['display']) ?? '', identifiers: [] },
    urgency:
      sr['priority'] === 'stat'
        ? 'emergency'
        : sr['priority'] === 'urgent' || sr['priority'] === 'asap'
          ? 'urgent'
          : 'routine',
    kind: kindOf(sr),
    to: asObjects(sr['performer']).flatMap((performer) => asText(asObject(performer['identifier'])?.['value']) ?? []),
    specialty: typeof specialty === 'string' ? specialty : '',
    question: typeof question === 'string' ? question : '',
    ...textValues(sr),
    diagnoses: asObjects(sr['reasonCode']).map(codedTextOf),
    patientInformed: extensionOf(sr, field('patientInformed'))?.['valueBoolean'] === true,
  };
  if (patientId) request.patientId = patientId;
  if (episodeId) request.episodeId = episodeId;
  for (const name of optionalFields) {
    const text = extensionText(sr, field(name));
    if (text !== undefined) request[name] = text;
  }
  const preferredAt = asText(sr['occurrenceDateTime']);
  if (preferredAt) request.preferredAt = preferredAt;
  const authoredOn = asText(sr['authoredOn']);
  if (authoredOn) request.authoredOn = authoredOn;
  const requester = requesterOf(sr);
  if (requester) request.requester = requester;
  return { ok: request, issues };
}

function textValues(sr: Json): Pick<CaseRequest, (typeof textFields)[number]> {
  return Object.fromEntries(textFields.map((name) => [name, extensionText(sr, field(name)) ?? ''])) as Pick<
    CaseRequest,
    (typeof textFields)[number]
  >;
}

function kindOf(sr: Json): ConsultationKind {
  for (const category of asObjects(sr['category'])) {
    for (const { system, code } of asObjects(category['coding'])) {
      if (system === ownSystems.consultationKind && typeof code === 'string' && Object.hasOwn(kindNames, code))
        return code as ConsultationKind;
    }
  }
  return 'clinical';
}

function requesterOf(sr: Json): CaseRequest['requester'] {
  const siteId = asText(asObject(asObject(sr['requester'])?.['identifier'])?.['value']);
  const person = asObject(extensionOf(sr, field('requestedBy'))?.['valueReference']);
  if (!siteId) return undefined;
  const name = person?.['display'];
  return {
    siteId,
    sub: asText(asObject(person?.['identifier'])?.['value']) ?? '',
    name: typeof name === 'string' ? name : '',
  };
}
