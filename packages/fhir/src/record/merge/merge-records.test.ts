import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecord } from '../read-record.js';
import type { ReadRecordOptions } from '../place-record.js';
import type { RecordEntry, RecordModel, RecordSection } from '../record.types.js';
import { mergeRecords } from './merge-records.js';

const paoId = { system: 'http://fhir.ehealth.gov.vn/core/sid/national_id', value: '014070000001' };
const pao = {
  resourceType: 'Patient',
  id: 'p',
  name: [{ text: 'Giàng A Páo' }],
  birthDate: '1970-03-02',
  identifier: [paoId],
};

test('the same fact of two hospitals stands once with both names; what only one tells has its name', () => {
  const glucose = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'Glucose' },
    valueQuantity: { value: 7, unit: 'mmol/L' },
  };
  const { results } = merged(
    // One moment, written with two offsets.
    record('BV tỉnh Điện Biên', [{ ...glucose, effectiveDateTime: '2026-03-01T08:00:00+07:00' }]),
    record('BV Bạch Mai', [
      { ...glucose, effectiveDateTime: '2026-03-01T01:00:00Z' },
      { ...glucose, code: { text: 'Kali' } },
    ]),
  ).sections;
  assert.deepEqual(
    results.entries.map(({ title, source, flags }) => [title, source, flags]),
    [
      ['Glucose', 'BV tỉnh Điện Biên · BV Bạch Mai', []],
      ['Kali', 'BV Bạch Mai', []],
    ],
  );
});

test("a fact that the reader's own hospital knows too is not from another hospital, and names the other beside it", () => {
  const own = { ownSite: '11001' };
  const condition = { resourceType: 'Condition', code: { text: 'COPD' } };
  const [entry] = merged(record('BV tỉnh', [condition], own, '11001'), record('BV Bạch Mai', [condition], own, '01001'))
    .sections.problems.entries;
  assert.equal(entry?.source, undefined);
  assert.deepEqual(entry?.facts, [{ key: 'alsoFrom', text: 'BV Bạch Mai' }]);
});

test('contradictions stand both, marked, each with what the other says', () => {
  const drug = (text: string, more: object = {}) => ({
    resourceType: 'MedicationRequest',
    status: 'active',
    medicationCodeableConcept: { text: 'Warfarin 5 mg' },
    dosageInstruction: [{ text }],
    ...more,
  });
  const kali = (value: number, status = 'final') => ({
    resourceType: 'Observation',
    status,
    code: { text: 'Kali' },
    effectiveDateTime: '2026-03-01',
    valueQuantity: { value, unit: 'mmol/L' },
  });
  const nilAllergy = {
    resourceType: 'AllergyIntolerance',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] },
  };
  const penicillin = { resourceType: 'AllergyIntolerance', code: { text: 'Penicillin' } };
  const cases: [section: RecordSection, one: object, other: object, told: string][] = [
    ['medications', drug('1 viên'), drug('2 viên'), '2 viên (B)'],
    ['results', kali(7.2), kali(2.7, 'corrected'), '2.7 mmol/L (B)'],
    ['allergies', nilAllergy, penicillin, 'Penicillin (B)'],
    [
      'problems',
      { resourceType: 'Condition', code: { text: 'Lao' }, clinicalStatus: { coding: [{ code: 'active' }] } },
      { resourceType: 'Condition', code: { text: 'Lao' }, clinicalStatus: { coding: [{ code: 'resolved' }] } },
      'Lao (B)',
    ],
  ];
  for (const [section, one, other, told] of cases) {
    const { entries } = merged(record('A', [one]), record('B', [other])).sections[section];
    assert.deepEqual(
      entries.map(({ flags, source }) => [flags.includes('conflict'), source]),
      [
        [true, 'A'],
        [true, 'B'],
      ],
      section,
    );
    assert.equal(fact(entries[0], 'conflict'), told);
  }
  // A drug that was stopped long ago contradicts nothing; nor do two lines of one hospital.
  const stopped = merged(record('A', [drug('1 viên', { status: 'stopped' })]), record('B', [drug('2 viên')]));
  const alone = merged(record('A', [drug('1 viên'), drug('2 viên')]), record('B', []));
  for (const model of [stopped, alone])
    assert.ok(model.sections.medications.entries.every(({ flags }) => !flags.includes('conflict')));
});

test('a record of another patient is refused: two things must agree, and none may differ', () => {
  const cases: [what: string, other: object, joins: boolean][] = [
    ['the same', pao, true],
    ['no number, same name and birth date', { ...pao, identifier: [] }, true],
    ['another number', { ...pao, identifier: [{ ...paoId, value: '014070000002' }] }, false],
    ['another birth date', { ...pao, birthDate: '1971-03-02' }, false],
    ['a coarser birth date', { ...pao, birthDate: '1970', identifier: [] }, true],
    ['a name alone', { resourceType: 'Patient', name: pao.name }, false],
    ['another name, same number and birth date', { ...pao, name: [{ text: 'GIANG A PAO' }] }, true],
    ['another sex', { ...pao, gender: 'female' }, false],
  ];
  for (const [what, other, joins] of cases) {
    const { ok, issues } = mergeRecords([
      record('A', [], {}, '', { ...pao, gender: 'male' }),
      record('B', [], {}, '', other),
    ]);
    assert.equal(ok !== undefined, joins, what);
    if (!joins) assert.deepEqual(issues[0], { code: 'another-patient', severity: 'error', at: 'models[1]' });
  }
});

test('all numbers of both hospitals are kept', () => {
  const second = { system: 'http://fhir.ehealth.gov.vn/core/sid/patient-internal-id', value: 'BM-1' };
  const { patient } = merged(record('A', []), record('B', [], {}, '', { ...pao, identifier: [paoId, second] }));
  assert.deepEqual(
    patient?.identifiers.map(({ value }) => value),
    ['014070000001', 'BM-1'],
  );
});

test('results stay with the report of their own hospital', () => {
  const report = {
    resourceType: 'DiagnosticReport',
    id: 'r',
    code: { text: 'CTM' },
    result: [{ reference: 'Observation/o' }],
  };
  const of = (value: number) => [
    report,
    { resourceType: 'Observation', id: 'o', code: { text: 'Hb' }, valueQuantity: { value } },
  ];
  const { entries } = merged(record('A', of(100)), record('B', of(120))).sections.results;
  const keyOf = (title: string, nth: number) => entries.filter((entry) => entry.title === title)[nth];
  assert.equal(keyOf('Hb', 0)?.panel, keyOf('CTM', 0)?.key);
  // Both reports say the same: the second result joins the one report that is shown.
  assert.equal(keyOf('Hb', 1)?.panel, keyOf('CTM', 0)?.key);
});

test('the same words of a section in two documents stand once, and are no resource', () => {
  const document = {
    resourceType: 'Bundle',
    type: 'document',
    entry: [
      {
        resource: {
          resourceType: 'Composition',
          section: [{ code: { coding: [{ code: '48765-2' }] }, text: { div: '<div>Penicillin</div>' } }],
        },
      },
      { resource: pao },
    ],
  };
  const { sections } = merged(readRecord(document).ok!, readRecord(document).ok!);
  assert.equal(sections.allergies.count, 1);
});

test('joining costs what is added, not what is there', () => {
  const many = Array.from({ length: 400 }, (_, n) =>
    record('A', [{ resourceType: 'Condition', id: `c${n}`, code: { text: `Bệnh ${n}` } }]),
  );
  const started = performance.now();
  assert.equal(merged(...many).sections.problems.count, 400);
  assert.ok(performance.now() - started < 1_000);
});

function record(
  hospital: string,
  resources: object[],
  options: ReadRecordOptions = {},
  code = '',
  patient: object = pao,
): RecordModel {
  const { ok, issues } = readRecord(
    {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        { resource: { ...patient, managingOrganization: { reference: 'Organization/h' } } },
        { resource: { resourceType: 'Organization', id: 'h', name: hospital, identifier: [{ value: code }] } },
        ...resources.map((resource) => ({ resource })),
      ],
    },
    options,
  );
  assert.ok(ok, JSON.stringify(issues));
  return ok;
}

function merged(...models: RecordModel[]): RecordModel {
  const { ok, issues } = mergeRecords(models);
  assert.ok(ok, JSON.stringify(issues));
  const shown = Object.values(ok.sections).flatMap(({ entries }) =>
    entries.filter(({ resourceType }) => resourceType !== 'Section'),
  ).length;
  const aside = Object.values(ok.notDisplayed).reduce((sum, count) => sum + count, 0);
  assert.equal(shown + aside + ok.setAside.length, ok.total, 'everything is accounted for');
  const keys = Object.values(ok.sections).flatMap(({ entries }) => entries.map(({ key }) => key));
  assert.equal(new Set(keys).size, keys.length, 'keys are unique');
  return ok;
}

const fact = (entry: RecordEntry | undefined, key: string): string | undefined =>
  entry?.facts.find((one) => one.key === key)?.text;
