import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseRequestFromRecord } from './prefill-case-request.js';
import { readRecord } from './record/read-record.js';

const patient = { reference: 'Patient/p' };
const icd = (code: string, text: string) => ({ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code }], text });
const active = { coding: [{ code: 'active', system: 'http://terminology.hl7.org/CodeSystem/condition-clinical' }] };
const resolved = { coding: [{ code: 'resolved', system: 'http://terminology.hl7.org/CodeSystem/condition-clinical' }] };

function prefill(...resources: object[]) {
  const source = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ resource: { resourceType: 'Patient', id: 'p', name: [{ text: 'Vàng A Páo' }] } }].concat(
      resources.map((resource) => ({ resource })) as never,
    ),
  };
  const { ok } = readRecord(source as never);
  assert.ok(ok);
  return caseRequestFromRecord(ok);
}
const condition = (id: string, code: object, more: object = {}) => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: active,
  code,
  subject: patient,
  ...more,
});
const troponin = (id: string, value: number, effectiveDateTime: string) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [{ coding: [{ code: 'laboratory' }] }],
  code: { text: 'Troponin T hs' },
  subject: patient,
  effectiveDateTime,
  valueQuantity: { value, unit: 'ng/L' },
});

test('a diagnosis that the record holds twice is asked about once', () => {
  const { diagnoses } = prefill(
    condition('a', icd('I21.1', 'Nhồi máu cơ tim cấp thành dưới')),
    condition('b', icd('I10', 'Tăng huyết áp')),
    condition('c', icd('I10', 'Tăng huyết áp vô căn')),
  );
  assert.deepEqual(
    diagnoses?.map(({ code }) => code),
    ['I21.1', 'I10'],
  );
});

test('dates are written as in Vietnam, as precise as they are, by the clock there', () => {
  const { results, pastHistory } = prefill(
    troponin('t1', 186, '2026-11-25T23:10:00Z'),
    troponin('t2', 642, '2026-11-26T09:40:00+07:00'),
    troponin('t3', 12, '2026-03-26'),
    condition('old', icd('K35', 'Viêm ruột thừa'), { clinicalStatus: resolved, onsetDateTime: '2019-05' }),
  );
  assert.deepEqual(results?.split('\n').sort(), [
    'Troponin T hs (26/03/2026): 12 ng/L',
    'Troponin T hs (26/11/2026 06:10): 186 ng/L',
    'Troponin T hs (26/11/2026 09:40): 642 ng/L',
  ]);
  assert.equal(pastHistory, 'Viêm ruột thừa (05/2019)');
});

test('an allergy is told with its reaction and, in words, that it is dangerous', () => {
  const allergy = (id: string, text: string, criticality: string) => ({
    resourceType: 'AllergyIntolerance',
    id,
    clinicalStatus: active,
    criticality,
    code: { text },
    patient,
    reaction: [{ manifestation: [{ text: 'Ban sẩn ngứa' }] }],
  });
  const { allergies } = prefill(allergy('a', 'Amoxicillin', 'low'), allergy('b', 'Cefotaxim', 'high'));
  assert.deepEqual(allergies?.split('\n').sort(), [
    'Amoxicillin (Ban sẩn ngứa)',
    'Cefotaxim (Ban sẩn ngứa; nguy cơ cao)',
  ]);
});

test('what the record does not say stays absent', () => {
  const request = prefill();
  assert.equal(request.patient?.name, 'Vàng A Páo');
  for (const field of ['diagnoses', 'results', 'pastHistory', 'allergies', 'medications', 'examination'] as const)
    assert.equal(request[field], undefined);
});
