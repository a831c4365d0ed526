import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkCaseRequest } from './check-case-request.js';
import type { CaseRequest } from './case-request.types.js';
import { fromServiceRequest, toServiceRequest } from './service-request.js';

const text = fc.oneof(fc.string(), fc.constantFrom('', ' ', '<b>&', 'a\nb', '__proto__'));
const some = fc.string({ minLength: 1 });
const code = fc.stringMatching(/^[A-Za-z0-9.-]{1,20}$/u);
const anyRequest = fc.record<CaseRequest>(
  {
    caseId: fc.uuid(),
    patientId: code,
    patient: fc.record(
      {
        name: text,
        identifiers: fc.array(
          fc.record({ kind: fc.constantFrom('national-id' as const, 'internal' as const), value: some }),
        ),
        gender: fc.constantFrom('male' as const, 'other' as const),
        birthDate: fc.constantFrom('2019', '2019-05-20'),
      },
      { requiredKeys: ['name', 'identifiers'] },
    ),
    urgency: fc.constantFrom('emergency', 'urgent', 'routine'),
    kind: fc.constantFrom('advice', 'clinical', 'imaging', 'pathology', 'surgery', 'training'),
    to: fc.array(code),
    specialty: text,
    question: text,
    reasonForAdmission: text,
    history: text,
    pastHistory: text,
    allergies: text,
    examination: text,
    results: text,
    medications: text,
    diagnoses: fc.array(fc.record({ text, code, system: code }, { requiredKeys: ['text'] })),
    treatedFrom: some,
    treatedTo: some,
    treatment: text,
    department: text,
    ward: text,
    bed: text,
    admissionNumber: text,
    episodeId: code,
    preferredAt: fc.constant('2026-10-05T03:00:00Z'),
    patientInformed: fc.boolean(),
    supportContract: some,
    authoredOn: fc.constant('2026-10-05T03:00:00Z'),
    requester: fc.record({ siteId: code, sub: code, name: text }),
  },
  {
    requiredKeys: [
      'caseId',
      'patient',
      'urgency',
      'kind',
      'to',
      'specialty',
      'question',
      'reasonForAdmission',
      'history',
      'pastHistory',
      'allergies',
      'examination',
      'results',
      'medications',
      'diagnoses',
      'treatment',
      'department',
      'ward',
      'bed',
      'admissionNumber',
      'patientInformed',
    ],
  },
);

test('a request becomes a ServiceRequest and comes back whole', () => {
  fc.assert(
    fc.property(anyRequest, (one) => {
      const plain = JSON.parse(JSON.stringify(one)) as CaseRequest;
      const resource = toServiceRequest(plain);
      assert.equal(resource.id, plain.caseId);
      assert.deepEqual(fromServiceRequest(JSON.parse(JSON.stringify(resource))).ok, plain);
    }),
    { numRuns: 400 },
  );
});

test('the wire shape is the agreed one', () => {
  const sr = toServiceRequest({
    ...blank(),
    to: ['01020'],
    urgency: 'emergency',
    requester: { siteId: '22013', sub: '0002/QNI', name: 'Lê' },
  });
  assert.equal(sr.priority, 'stat');
  assert.equal(sr.intent, 'order');
  assert.deepEqual(sr.requester, {
    identifier: { system: 'http://fhir.ehealth.gov.vn/core/sid/provider-code', value: '22013' },
  });
  assert.deepEqual(sr.performer, [
    { identifier: { system: 'http://fhir.ehealth.gov.vn/core/sid/provider-code', value: '01020' } },
  ]);
  assert.equal(sr.contained?.[0]?.resourceType, 'Patient');
});

test('reading anything else gives issues, never a throw', () => {
  fc.assert(fc.property(fc.anything(), (value) => assert.equal(fromServiceRequest(value).ok, undefined)));
});

test('the check names the fields that are missing or wrong', () => {
  assert.deepEqual(
    checkCaseRequest({}).map(({ at }) => at),
    [
      'patient.name',
      'patient.birthDate',
      'patient.gender',
      'urgency',
      'kind',
      'to',
      'specialty',
      'question',
      'diagnoses',
      'patientInformed',
      'history',
    ],
  );
  const good: CaseRequest = {
    ...blank(),
    to: ['01020'],
    question: 'Mổ không?',
    specialty: 'Nhi',
    history: 'Sốt',
    patientInformed: true,
    diagnoses: [{ text: 'Sốt' }],
    patient: { name: 'An', birthDate: '2024', gender: 'male', identifiers: [] },
  };
  assert.deepEqual(checkCaseRequest(good), []);
  const untold = { ...good, patientInformed: false };
  assert.deepEqual(
    checkCaseRequest(untold).map(({ at }) => at),
    ['patientInformed'],
  );
  assert.deepEqual(checkCaseRequest(untold, { emergency: true }), []);
  assert.deepEqual(
    checkCaseRequest({ ...good, treatedFrom: '2026-02-02', treatedTo: '2026-01-01' }).map(({ code: kind, at }) => [
      kind,
      at,
    ]),
    [['out-of-range', 'treatedTo']],
  );
  assert.deepEqual(
    checkCaseRequest({ ...good, patientId: '022024000001' }).map(({ code: kind }) => kind),
    ['looks-like-personal-id'],
  );
});

function blank(): CaseRequest {
  return {
    caseId: 'c',
    patient: { name: '', identifiers: [] },
    urgency: 'routine',
    kind: 'clinical',
    to: [],
    specialty: '',
    question: '',
    reasonForAdmission: '',
    history: '',
    pastHistory: '',
    allergies: '',
    examination: '',
    results: '',
    medications: '',
    diagnoses: [],
    treatment: '',
    department: '',
    ward: '',
    bed: '',
    admissionNumber: '',
    patientInformed: false,
  };
}
