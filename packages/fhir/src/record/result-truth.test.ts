import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecord } from './read-record.js';
import type { RecordEntry } from './record.types.js';

const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
const mmol = (value: number) => ({ value, unit: 'mmol/L' });

test('a range for one sex or age is taken only where the patient is known to be of it', () => {
  const bySex = [
    { low: { value: 13 }, high: { value: 17 }, appliesTo: [{ text: 'Nam' }] },
    { low: { value: 12 }, high: { value: 15 }, appliesTo: [{ text: 'Nữ' }] },
  ];
  const haemoglobin = (value: number) => ({ code: { text: 'Hb' }, valueQuantity: { value }, referenceRange: bySex });
  assert.deepEqual(shown(haemoglobin(12.5), { gender: 'female' }), ['12 – 15', 'normal']);
  assert.deepEqual(shown(haemoglobin(12.5), { gender: 'male' }), ['13 – 17', 'low']);
  // Of an unknown patient both are said, and a mark only where both agree.
  assert.deepEqual(shown(haemoglobin(12.5), {}), ['Nam: 13 – 17; Nữ: 12 – 15', undefined]);
  assert.deepEqual(shown(haemoglobin(9), {}), ['Nam: 13 – 17; Nữ: 12 – 15', 'low']);
});

test('a range of the patient goes before the general one; one of a state that is not known gives words only', () => {
  const ranges = [
    { low: { value: 0.4 }, high: { value: 4 } },
    { low: { value: 0.1 }, high: { value: 2.5 }, appliesTo: [{ coding: [{ code: '77386006', display: 'Pregnant' }] }] },
    { low: { value: 0.7 }, high: { value: 6 }, age: { high: { value: 12, unit: 'tuổi' } } },
  ];
  const tsh = { code: { text: 'TSH' }, valueQuantity: { value: 5 }, effectiveDateTime: '2026-01-01' };
  assert.deepEqual(shown({ ...tsh, referenceRange: ranges }, { birthDate: '2020-01-01' }), ['0.7 – 6', 'normal']);
  assert.deepEqual(shown({ ...tsh, referenceRange: ranges }, { birthDate: '1990-01-01' }), ['0.4 – 4', 'high']);
  assert.deepEqual(shown({ ...tsh, referenceRange: [ranges[1]!] }, { birthDate: '1990-01-01' }), [
    'Pregnant: 0.1 – 2.5',
    undefined,
  ]);
});

test('ages are counted in completed units, by the unit that is written', () => {
  const upTo = (high: object) => ({
    code: { text: 'x' },
    effectiveDateTime: '2026-06-15',
    valueQuantity: { value: 9 },
    referenceRange: [{ high: { value: 5 }, age: { high } }],
  });
  const born = (birthDate: string) => ({ birthDate });
  assert.deepEqual(shown(upTo({ value: 12, unit: 'tháng' }), born('2025-06-01')), ['≤ 5', 'high']);
  assert.deepEqual(shown(upTo({ value: 12, unit: 'tháng' }), born('2025-05-01')), [undefined, undefined]);
  assert.deepEqual(shown(upTo({ value: 12, code: 'mo' }), born('2024-12-01')), [undefined, undefined]);
  assert.deepEqual(shown(upTo({ value: 5, code: 'a' }), born('2020-07-01')), ['≤ 5', 'high']);
  assert.deepEqual(shown(upTo({ value: 5, code: 'a' }), born('2020-06-15')), [undefined, undefined]);
  // Neither a unit nor a birth date of which the age follows: words, no mark.
  assert.deepEqual(shown(upTo({ value: 5 }), born('2022-01-01')), ['≤ 5 [≤ 5]', undefined]);
  assert.deepEqual(shown(upTo({ value: 5, code: 'a' }), born('2020')), ['≤ 5 [≤ 5 a]', undefined]);
  assert.deepEqual(shown(upTo({ value: 5, code: 'a' }), {}), ['≤ 5 [≤ 5 a]', undefined]);
});

test('what kind of range it is may stand in words alone', () => {
  const of = (...referenceRange: object[]) =>
    shown({ code: { text: 'Kali' }, valueQuantity: mmol(3), referenceRange }, {});
  assert.deepEqual(of({ type: { text: 'Điều trị' }, low: mmol(4), high: mmol(5) }), [
    'Điều trị: 4 – 5 mmol/L',
    undefined,
  ]);
  assert.deepEqual(of({ type: { text: 'Bình thường' }, low: mmol(3.5), high: mmol(5) }), ['3.5 – 5 mmol/L', 'low']);
  assert.deepEqual(
    of({ type: { coding: [{ code: 'treatment' }] }, low: mmol(1), high: mmol(9) }, { low: mmol(3.5), high: mmol(5) }),
    ['3.5 – 5 mmol/L', 'low'],
  );
});

test('a critical range makes a critical mark where it is clear which side of it is critical', () => {
  const normal = { low: mmol(3.5), high: mmol(5) };
  const critical = (range: object) => ({ type: { coding: [{ code: 'critical' }] }, ...range });
  const mark = (value: number, range: object) =>
    shown({ code: { text: 'Kali' }, valueQuantity: mmol(value), referenceRange: [normal, critical(range)] }, {})[1];
  const around = { low: mmol(2.5), high: mmol(6.5) };
  assert.deepEqual(
    [2.4, 2.5, 3, 4, 6, 6.5, 6.6].map((value) => mark(value, around)),
    ['critical-low', 'low', 'low', 'normal', 'high', 'high', 'critical-high'],
  );
  assert.deepEqual(
    [2.4, 3].map((value) => mark(value, { high: mmol(2.5) })),
    ['critical-low', 'low'],
  );
  assert.deepEqual(
    [6.4, 6.6].map((value) => mark(value, { low: mmol(6.5) })),
    ['high', 'critical-high'],
  );
  // A span beside the normal one is critical within; one in another unit says nothing.
  assert.equal(mark(7, { low: mmol(6.5), high: mmol(9) }), 'critical-high');
  assert.equal(mark(9, { low: { value: 6.5, unit: 'mg/dL' } }), 'high');
});

test('a range in words is read where it is a range and nothing else', () => {
  const of = (text: string, value = 7) =>
    shown({ code: { text: 'x' }, valueQuantity: mmol(value), referenceRange: [{ text }] }, {})[1];
  assert.equal(of('3,9 – 6,4'), 'high');
  assert.equal(of('3.9-6.4 mmol/L'), 'high');
  assert.equal(of('< 5'), 'high');
  assert.equal(of('≥ 8'), 'low');
  assert.equal(of('3,9 – 6,4 mg/dL'), undefined);
  assert.equal(of('1,000 - 2,000', 1.5), undefined, 'a comma before three digits may be either');
  assert.equal(of('Âm tính'), undefined);
  assert.equal(of('6,4 – 3,9'), undefined);
  assert.equal(of('< 7'), 'high', 'less than seven is not seven');
  assert.equal(of('≤ 7'), 'normal');
  assert.equal(of('Nam 3 - 5, nữ 2 - 4'), undefined);
});

test('numbers that a server writes as text are words: shown, neither counted nor marked', () => {
  const { value } = read({
    code: { text: 'x' },
    valueQuantity: { value: '7.20', unit: 'mmol/L' },
    referenceRange: [{ low: { value: '3.9' }, high: { value: '6.4', unit: 'mmol/L' } }],
  });
  assert.deepEqual(
    [value?.text, value?.number, value?.range?.text, value?.mark],
    ['7.20', undefined, '3.9 – 6.4 mmol/L', undefined],
  );
});

test('units are compared as they are meant, and never guessed', () => {
  const of = (unit: object, range: object) =>
    shown(
      { code: { text: 'x' }, valueQuantity: { value: 9, ...unit }, referenceRange: [{ high: { value: 5, ...range } }] },
      {},
    )[1];
  assert.equal(of({ unit: 'mmol/l' }, { unit: 'mmol/L' }), 'high');
  assert.equal(of({ unit: 'µmol/L' }, { unit: 'μmol/L' }), 'high');
  assert.equal(of({ unit: 'lần/phút', code: '/min' }, { unit: '/min' }), 'high');
  assert.equal(of({ unit: 'mmHg' }, { code: 'mm[Hg]' }), 'high');
  assert.equal(of({ unit: 'G/L' }, { unit: 'g/L' }), undefined, 'giga per litre is not gram per litre');
  assert.equal(of({ unit: 'mg/L' }, { unit: 'mg/dL' }), undefined);
});

test('a unit whose words and code contradict each other is shown and used for nothing', () => {
  const { value } = read({
    code: loinc('2345-7'),
    valueQuantity: { value: 100, unit: 'mg/dL', code: 'mmol/L', system: 'http://unitsofmeasure.org' },
    referenceRange: [{ high: { value: 6.4, unit: 'mmol/L' } }],
  });
  assert.deepEqual([value?.text, value?.unit, value?.converted, value?.mark], ['100', 'mg/dL', undefined, undefined]);
});

test('the unity unit is no word beside a number', () => {
  const { value } = read({ code: { text: 'pH' }, valueQuantity: { value: 5, code: '1' } });
  assert.deepEqual([value?.text, value?.unit], ['5', undefined]);
});

test('the gravest interpretation counts; off the scale of a device is neither low nor high', () => {
  const coded = (...codes: string[]) => [
    {
      coding: codes.map((code) => ({
        system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
        code,
      })),
    },
  ];
  const mark = (interpretation: unknown, more: object = {}) =>
    read({ code: { text: 'x' }, valueQuantity: { value: 1 }, interpretation, ...more }).value?.mark;
  assert.equal(mark(coded('A', 'HH')), 'critical-high');
  assert.equal(mark([...coded('N'), ...coded('LL')]), 'critical-low');
  assert.equal(mark(coded('AA')), 'critical-abnormal');
  assert.equal(mark(coded('<')), undefined);
  assert.equal(mark(coded('POS')), undefined);
  assert.equal(mark([{ text: 'Tăng' }]), 'high');
  assert.equal(mark([{ coding: [{ system: 'urn:lab', code: 'N', display: 'Âm tính' }] }]), undefined);
  assert.equal(mark([{ coding: [{ system: 'urn:lab', code: 'X', display: 'High' }] }]), 'high');
  assert.equal(mark(coded('<'), { referenceRange: [{ low: { value: 2 } }] }), 'low');
});

test('a value that is only a code for "no value" is none', () => {
  const entry = read({
    code: { text: 'x' },
    valueCodeableConcept: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'not-performed' }],
      text: 'Không làm',
    },
  });
  assert.deepEqual([entry.value?.text, entry.flags], ['Không làm', ['data-absent']]);
});

test('a component says why it has no value', () => {
  const { parts } = read({
    code: { text: 'Huyết áp' },
    component: [{ code: { text: 'Tâm thu' }, dataAbsentReason: { text: 'Không đo được' } }],
  });
  assert.deepEqual(parts, [{ title: 'Tâm thu', value: { text: 'Không đo được' }, flags: ['data-absent'] }]);
});

test('ranges, ratios and samples are written so that nothing is missing or made up', () => {
  const text = (value: object) => read({ code: { text: 'x' }, ...value }).value?.text;
  assert.equal(text({ valueRange: { low: mmol(5), high: mmol(7) } }), '5 mmol/L – 7 mmol/L');
  assert.equal(text({ valueRange: { high: mmol(7) } }), '≤ 7 mmol/L');
  assert.equal(text({ valueRange: { low: mmol(5) } }), '≥ 5 mmol/L');
  assert.equal(text({ valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } }), '1 : 128');
  assert.equal(text({ valueRatio: { numerator: { value: 1 } } }), '1');
  const sampled = (more: object) =>
    text({ valueSampledData: { origin: { value: 0, unit: 'mV' }, dimensions: 1, data: '2 E 4', ...more } });
  assert.equal(sampled({}), '2 E 4');
  assert.equal(sampled({ factor: 0.5, origin: { value: 10, unit: 'mV' } }), '11 E 12');
  assert.equal(read({ code: { text: 'x' }, valueSampledData: { origin: { value: 'x' } } }).value, undefined);
});

test('without a range of its own a result takes that of its ObservationDefinition, by sex and age', () => {
  const definition = {
    resourceType: 'ObservationDefinition',
    id: 'd',
    code: loinc('718-7'),
    qualifiedInterval: [
      { category: 'reference', gender: 'male', range: { low: { value: 130, unit: 'g/L' }, high: { value: 170 } } },
      { category: 'reference', gender: 'female', range: { low: { value: 120, unit: 'g/L' }, high: { value: 150 } } },
      { category: 'critical', range: { low: { value: 70, unit: 'g/L' }, high: { value: 200, unit: 'g/L' } } },
    ],
  };
  const haemoglobin = (more: object) => ({
    code: loinc('718-7'),
    valueQuantity: { value: 65, unit: 'g/L' },
    ...more,
  });
  assert.deepEqual(shown(haemoglobin({}), { gender: 'female' }, definition), ['120 – 150 g/L', 'critical-low']);
  assert.deepEqual(
    shown(haemoglobin({ referenceRange: [{ low: { value: 60 } }] }), { gender: 'female' }, definition),
    ['≥ 60', 'normal'],
    "the observation's own range before that of its code",
  );
  assert.deepEqual(
    shown(haemoglobin({ valueQuantity: { value: 6.5, unit: 'g/dL' } }), { gender: 'female' }, definition),
    ['120 – 150 g/L', undefined],
  );
});

test('the LOINC code groups a result before a code of the laboratory', () => {
  const { code } = read({
    code: {
      coding: [
        { system: 'urn:lab', code: 'GLU' },
        { system: 'http://loinc.org', code: '2345-7' },
      ],
    },
    valueQuantity: mmol(7),
  });
  assert.equal(code, 'http://loinc.org|2345-7');
});

function shown(observation: object, patient: object, ...more: object[]): [range?: string, mark?: string] {
  const { value } = read(observation, patient, ...more);
  return [value?.range?.text, value?.mark];
}

function read(observation: object, patient: object = {}, ...more: object[]): RecordEntry {
  const { ok } = readRecord([
    { resourceType: 'Patient', id: 'p', name: [{ text: 'SÙNG A TỦA' }], ...patient },
    { resourceType: 'Observation', id: 'o', status: 'final', ...observation },
    ...more,
  ]);
  const [entry] = ok!.sections.results.entries;
  assert.ok(entry);
  return entry;
}
