import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutRestricted } from './without-restricted.js';

const icd = (code: string, text?: string) => ({
  coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code }],
  ...(text ? { text } : {}),
});
const record = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: { resourceType: 'Patient', id: 'p', name: [{ text: 'Lò Văn Thử' }] } },
    {
      resource: {
        resourceType: 'Encounter',
        id: 'e',
        reasonCode: [{ text: 'Sốt kéo dài' }, { text: 'Tái khám HIV' }],
        diagnosis: [{ condition: { reference: 'Condition/hiv' } }, { condition: { reference: 'Condition/flu' } }],
      },
    },
    { resource: { resourceType: 'Condition', id: 'hiv', code: icd('B20') } },
    { resource: { resourceType: 'Condition', id: 'flu', code: icd('J11', 'Cúm') } },
    {
      resource: {
        resourceType: 'MedicationRequest',
        id: 'arv',
        reasonReference: [{ reference: 'Condition/hiv' }],
        medicationCodeableConcept: { text: 'TLD' },
      },
    },
    {
      resource: {
        resourceType: 'MedicationRequest',
        id: 'flu-drug',
        medicationCodeableConcept: { text: 'Oseltamivir' },
      },
    },
    {
      resource: {
        resourceType: 'Observation',
        id: 'test',
        code: { text: 'HIV Ag/Ab test nhanh' },
        valueString: 'Âm tính',
      },
    },
    { resource: { resourceType: 'Device', id: 'd', type: { text: 'hearing aids' } } },
    { resource: { resourceType: 'Composition', id: 'six', meta: { security: [{ code: 'R' }] }, title: 'x' } },
    {
      resource: {
        resourceType: 'Composition',
        id: 'eight',
        section: [
          { title: 'Tóm tắt', text: { div: '<div>Nhiễm HIV giai đoạn 3</div>' } },
          { title: 'Điều trị', text: { div: '<div>Kháng sinh</div>' } },
          {
            title: 'Bệnh',
            text: { div: '<div>HIV; cúm</div>' },
            entry: [{ reference: 'Condition/hiv' }, { reference: 'Condition/flu' }],
          },
        ],
      },
    },
    {
      resource: {
        resourceType: 'DocumentReference',
        id: 'note',
        content: [{ attachment: { contentType: 'text/plain', data: Buffer.from('Điều trị ARV').toString('base64') } }],
      },
    },
    { resource: { resourceType: 'Location', id: 'b21', identifier: [{ system: 'urn:beds', value: 'B21' }] } },
  ],
};

test('what names HIV by code, word, label or reason is out, and nothing points at it; the rest stays', () => {
  const before = JSON.stringify(record);
  const { fhir, resources, parts } = withoutRestricted(record);
  assert.equal(JSON.stringify(record), before, 'the source is as it was');
  const json = JSON.stringify(fhir);
  assert.deepEqual(
    (fhir as typeof record).entry.map(({ resource }) => resource.id),
    ['p', 'e', 'flu', 'flu-drug', 'd', 'eight', 'b21'],
  );
  assert.deepEqual([resources, parts], [5, 3]);
  assert.ok(!/HIV|B20|Condition\/hiv|Nhiễm|TLD/u.test(json), json);
  for (const kept of ['Sốt kéo dài', 'Kháng sinh', 'Condition/flu', 'Oseltamivir', 'hearing aids', 'Cúm'])
    assert.ok(json.includes(kept), kept);
});

test('codes in every spelling, and no others', () => {
  const left = (code: string, system?: string) =>
    withoutRestricted({
      resourceType: 'Condition',
      id: 'c',
      code: { coding: [{ code, ...(system ? { system } : {}) }] },
    }).fhir !== undefined;
  for (const code of ['B20', 'B24', 'B20.1', 'B201', ' Z21 ', 'R75', 'O98.7', 'F02.4'])
    assert.equal(left(code), false, code);
  for (const code of ['B25', 'B19.9', 'Z20', 'Z22', 'O98.6', 'A15']) assert.equal(left(code), true, code);
  assert.equal(left('B21', 'urn:beds'), true);
  assert.equal(left('86406008', 'http://snomed.info/sct'), false);
});

test('anything else comes back as it was', () => {
  for (const value of [undefined, null, 1, 'x', [], {}, { resourceType: 'Bundle' }])
    assert.deepEqual(withoutRestricted(value).fhir, value);
});
