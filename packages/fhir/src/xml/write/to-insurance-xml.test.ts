import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readRecord } from '../../record/read-record.js';
import { readInsuranceXml } from '../read-insurance-xml.js';
import { readTables } from '../read-tables.js';
import { rules } from '../rules/index.js';
import { toInsuranceXml } from './to-insurance-xml.js';

const icd = (code: string, text?: string) => ({
  coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code }],
  ...(text ? { text } : {}),
});
const verified = (code: string) => ({ coding: [{ code }] });
const record = {
  resourceType: 'Bundle',
  type: 'collection',
  timestamp: '2026-10-05T01:00:00Z',
  entry: [
    {
      resourceType: 'Patient',
      id: 'p',
      name: [{ text: 'Sùng A <Thử>' }],
      birthDate: '1990',
      gender: 'male',
      extension: [
        {
          url: 'http://fhir.ehealth.gov.vn/core/StructureDefinition/extension-race',
          valueCodeableConcept: { text: 'HMông' },
        },
      ],
    },
    { resourceType: 'Patient', id: 'other' },
    {
      resourceType: 'Encounter',
      id: 'e',
      identifier: [{ system: 'http://fhir.ehealth.gov.vn/core/sid/VisitNumber', value: 'L1' }],
      subject: { reference: 'Patient/p' },
      period: { start: '2026-10-04T22:30:00Z', end: '2026-10-05' },
      diagnosis: [
        { condition: { reference: 'Condition/main' }, use: { coding: [{ code: 'DD' }] } },
        { condition: { reference: 'Condition/hiv' }, use: { coding: [{ code: 'CM' }] } },
      ],
    },
    { resourceType: 'Condition', id: 'main', code: icd('J18.9', 'Viêm phổi') },
    { resourceType: 'Condition', id: 'hiv', code: icd('B20', 'Bệnh do HIV') },
    { resourceType: 'Condition', id: 'not', code: icd('A15.0', 'Lao phổi'), verificationStatus: verified('refuted') },
    { resourceType: 'Condition', id: 'first', code: { text: 'Sốt' }, verificationStatus: verified('provisional') },
    {
      resourceType: 'MedicationRequest',
      id: 'm',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text: 'Ceftriaxone 1 g' },
      requester: { reference: 'Practitioner/d' },
    },
    {
      resourceType: 'MedicationRequest',
      id: 'm2',
      status: 'stopped',
      intent: 'order',
      medicationCodeableConcept: { text: 'Aspirin' },
    },
    {
      resourceType: 'MedicationRequest',
      id: 'm3',
      status: 'active',
      intent: 'proposal',
      medicationCodeableConcept: { text: 'Heparin' },
    },
    {
      resourceType: 'Practitioner',
      id: 'd',
      identifier: [{ system: 'urn:diemcau:practising-licence', value: '0001/HNO' }],
    },
    {
      resourceType: 'Observation',
      id: 'crp',
      status: 'final',
      category: [{ coding: [{ code: 'laboratory' }] }],
      code: { text: 'CRP' },
      valueQuantity: { value: 120, comparator: '>', unit: 'mg/L' },
      effectiveDateTime: '2026-10-05T08:00:00+07:00',
    },
    {
      resourceType: 'Observation',
      id: 'gone',
      status: 'entered-in-error',
      category: [{ coding: [{ code: 'laboratory' }] }],
      code: { text: 'Kali' },
      valueString: '9',
    },
    ...(['8867-4', '8310-5'] as const).map((code) => ({
      resourceType: 'Observation',
      id: code,
      status: 'final',
      category: [{ coding: [{ code: 'vital-signs' }] }],
      code: { coding: [{ system: 'http://loinc.org', code }] },
      effectiveDateTime: '2026-10-05T08:00:00+07:00',
      valueQuantity: code === '8867-4' ? { value: 96, code: '/min' } : { value: 101, code: '[degF]' },
    })),
    { resourceType: 'AllergyIntolerance', id: 'a', code: { text: 'Penicillin' } },
    {
      resourceType: 'Condition',
      id: 'theirs',
      subject: { reference: 'Patient/other' },
      code: icd('C50', 'Của người khác'),
    },
  ].map((resource) => ({ resource })),
};

test('what fits is written, in the order of the tables, and what does not is told', () => {
  const { ok, issues } = toInsuranceXml(record, { siteId: '22013', tables: 'inline' });
  assert.ok(ok);
  const rows = readTables(ok).rows.map(({ table, fields }) => [table, Object.fromEntries(fields)] as const);
  assert.deepEqual(rows, [
    [
      'XML1',
      {
        MA_LK: 'L1',
        HO_TEN: 'Sùng A <Thử>',
        NGAY_SINH: '199000000000',
        GIOI_TINH: '1',
        MA_DANTOC: '08',
        CHAN_DOAN_VAO: 'Sốt',
        CHAN_DOAN_RV: 'Viêm phổi',
        MA_BENH_CHINH: 'J18.9',
        NGAY_VAO: '202610050530',
        NGAY_RA: '20261005',
        MA_CSKCB: '22013',
      },
    ],
    ['XML2', { MA_LK: 'L1', TEN_THUOC: 'Ceftriaxone 1 g', MA_BAC_SI: '0001/HNO' }],
    ['XML4', { MA_LK: 'L1', TEN_CHI_SO: 'CRP', GIA_TRI: '>120', DON_VI_DO: 'mg/L', NGAY_KQ: '202610050800' }],
    ['XML5', { MA_LK: 'L1', DIEN_BIEN_LS: 'CSST<M96>', THOI_DIEM_DBLS: '202610050800' }],
  ]);
  for (const secret of ['B20', 'HIV', 'Penicillin', 'Lao phổi', 'Aspirin', 'Heparin', 'C50', '101'])
    assert.ok(!ok.includes(secret), secret);
  assert.ok(ok.includes('<NGAYLAP>20261005</NGAYLAP><SOLUONGHOSO>1</SOLUONGHOSO>'));
  const told = issues
    .filter(({ code }) => code !== 'required')
    .map(({ code, at, facts }) => [code, at, facts?.['count'], facts?.['reason']]);
  assert.deepEqual(told, [
    ['set-aside', 'restricted', 1, undefined],
    ['unsupported', 'AllergyIntolerance', 1, undefined],
    ['set-aside', 'other-patient', 1, undefined],
    ['unsupported', 'Condition', 1, 'not-current'],
    ['unsupported', 'MedicationRequest', 1, 'stopped'],
    ['unsupported', 'MedicationRequest', 1, 'proposal'],
    ['unsupported', 'Observation', 1, 'entered-in-error'],
    ['unsupported', 'Observation', 1, undefined],
  ]);
  const missing = issues.find(({ code, at }) => code === 'required' && at === 'XML2');
  assert.ok(String(missing?.facts?.['fields']).split(' ').includes('DON_GIA'), 'no price is made up');
});

test('restricted content is written only when it was asked for', () => {
  const text = toInsuranceXml(record, { includeRestricted: true, tables: 'inline' }).ok!;
  assert.match(text, /<MA_BENH_KT>B20<.*/u);
  assert.match(text, /Bệnh do HIV/u);
  const six = ok(
    readInsuranceXml(
      '<TONG_HOP><MA_LK>L</MA_LK><HO_TEN>A</HO_TEN><CHAN_DOAN_RV>Nhiễm HIV; cúm</CHAN_DOAN_RV><MA_BENH_CHINH>Z21</MA_BENH_CHINH><MA_BENH_KT>J11</MA_BENH_KT></TONG_HOP>',
    ),
  );
  const without = toInsuranceXml(six, { tables: 'inline' });
  assert.doesNotMatch(without.ok!, /HIV|Z21/u);
  assert.match(without.ok!, /J11/u);
});

test('tags stand in the order of the decision, empty ones too, and nothing but text is in them', () => {
  const text = toInsuranceXml(record, { tables: 'inline' }).ok!;
  for (const table of ['XML1', 'XML2', 'XML4', 'XML5']) {
    const fields = Object.keys(rules[table]!);
    const at = fields.map((field) => text.indexOf(`<${field}>`, text.indexOf(`<LOAIHOSO>${table}<`)));
    assert.deepEqual(
      at,
      [...at].sort((one, other) => one - other),
      table,
    );
    assert.ok(
      at.every((index) => index > 0),
      table,
    );
  }
});

test('a patient without an encounter, several encounters, one of them chosen', () => {
  const patient = { resourceType: 'Patient', id: 'p', name: [{ text: 'An' }] };
  const visit = (id: string) => ({
    resourceType: 'Encounter',
    id,
    subject: { reference: 'Patient/p' },
    identifier: [{ system: 'http://fhir.ehealth.gov.vn/core/sid/VisitNumber', value: id }],
  });
  const links = (source: unknown, encounterId?: string) =>
    readTables(toInsuranceXml(source, encounterId === undefined ? {} : { encounterId }).ok!).rows.map(({ fields }) =>
      fields.get('MA_LK'),
    );
  assert.deepEqual(links([patient]), [undefined]);
  assert.deepEqual(links([patient, visit('v1'), visit('v2')]), ['v1', 'v2']);
  assert.deepEqual(links([patient, visit('v1'), visit('v2')], 'v2'), ['v2']);
});

test('what is no record is an error, never a throw', () => {
  for (const value of [
    undefined,
    null,
    1,
    'x',
    '<a/>',
    {},
    [],
    { resourceType: 'Bundle', entry: [] },
    { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Encounter', period: 7, diagnosis: 'x' } }] },
  ])
    assert.equal(toInsuranceXml(value).ok, undefined, JSON.stringify(value));
});

const shared = process.env['DIEMCAU_SHARED'] ?? new URL('../../../../../../shared', import.meta.url).pathname;
const folder = `${shared}/data`;
test(
  'records of other countries and the given episode',
  { skip: existsSync(folder) ? false : 'no shared data' },
  () => {
    for (const kind of ['ips', 'synthea', 'xml130/synthetic'])
      for (const file of readdirSync(`${folder}/${kind}`)) {
        const text = readFileSync(`${folder}/${kind}/${file}`, 'utf8');
        const source = file.endsWith('.xml') ? ok(readInsuranceXml(text)) : (JSON.parse(text) as unknown);
        const first = readRecord(source).ok!;
        const { ok: written, issues } = toInsuranceXml(source, { siteId: '22013' });
        assert.ok(written, `${file} ${JSON.stringify(issues)}`);
        const again = readRecord(ok(readInsuranceXml(written))).ok!;
        assert.equal(again.patient?.birthDate, first.patient?.birthDate, file);
        if (file.endsWith('.xml'))
          for (const [name, section] of Object.entries(first.sections))
            assert.equal(again.sections[name as 'results'].count, section.count, `${file} ${name}`);
      }
  },
);

function ok<T>(result: { ok?: T; issues: readonly unknown[] }): T {
  assert.ok(result.ok !== undefined, JSON.stringify(result.issues));
  return result.ok;
}
