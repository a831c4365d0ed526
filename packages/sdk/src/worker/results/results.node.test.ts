import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecord } from '@diemcau/fhir';
import type { ResultAnswer, ResultQuestion } from '../../internal/results.types.js';
import { newestFirst } from '../newest-first.js';
import { answerResults } from './answer-results.js';

const loinc = (code: string, text: string) => ({ text, coding: [{ system: 'http://loinc.org', code }] });
const glucose = (date: string, value: number, unit: string, more: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: unit === 'mg/dL' ? loinc('2345-7', 'Glucose') : loinc('14749-6', 'Glucose máu'),
  effectiveDateTime: date,
  valueQuantity: { value, unit },
  ...more,
});

test('mmol/L and mg/dL of one analyte are one series, in the molar unit, in the order of time', () => {
  const [series, ...others] = ask(
    { of: 'series', entryKey: 'Observation/0' },
    glucose('2026-01-02', 180.16, 'mg/dL'),
    glucose('2026-01-03', 7, 'mmol/L', { referenceRange: [{ low: { value: 3.9 }, high: { value: 6.4 } }] }),
    glucose('2026-01-01T23:00:00-05:00', 5, 'mmol/l'),
  );
  assert.equal(others.length, 0);
  assert.deepEqual(
    series?.points.map(({ number, isConverted, value }) => [number, isConverted, value?.text, value?.unit]),
    [
      [10, true, '180.16', 'mg/dL'],
      [5, undefined, '5', 'mmol/l'],
      [7, undefined, '7', 'mmol/L'],
    ],
  );
  assert.deepEqual([series?.unit, series?.range?.high], ['mmol/L', 6.4]);
});

test('a range given in the other unit is converted with its results, and says so', () => {
  const [series] = ask(
    { of: 'series', entryKey: 'Observation/0' },
    glucose('2026-01-02', 180.16, 'mg/dL', { referenceRange: [{ low: { value: 70 }, high: { value: 115 } }] }),
  );
  assert.deepEqual(series?.range, { text: '≈ 3.89 – 6.38', low: 3.89, high: 6.38 });
});

test('what is no number of the patient stands in no line, and says why', () => {
  const [series] = ask(
    { of: 'series', entryKey: 'Observation/0' },
    glucose('2026-01-09', 5, 'mmol/L'),
    glucose('2026-01-08', 50, 'mmol/L', { status: 'entered-in-error' }),
    glucose('2026-01-07', 50, 'mmol/L', { status: 'cancelled' }),
    glucose('2026-01-06', 0.6, 'mmol/L', {
      valueQuantity: { value: 0.6, comparator: '<', unit: 'mmol/L' },
    }),
    glucose('2026-01-05', 0, 'mmol/L', { valueQuantity: undefined, valueString: 'Mẫu vỡ hồng cầu' }),
    glucose('2026-01-04', 0, 'mmol/L', { valueQuantity: undefined, dataAbsentReason: { text: 'Hỏng mẫu' } }),
    glucose('', 6, 'mmol/L', { effectiveDateTime: undefined }),
    glucose('2026-01-03', 6, 'mmol/L', { status: 'preliminary' }),
    glucose('2026-01-02', 6, 'mmol/L', { modifierExtension: [{ url: 'urn:x' }] }),
  );
  assert.deepEqual(
    series?.points.map(({ date, number, unplotted }) => [date?.slice(8), number ?? unplotted]),
    [
      ['02', 'unread'],
      ['03', 6],
      ['04', 'no-value'],
      ['05', 'text'],
      ['06', 'bound'],
      ['07', 'withdrawn'],
      ['08', 'withdrawn'],
      ['09', 5],
      [undefined, 'undated'],
    ],
  );
  assert.deepEqual(series?.points[1]?.flags, ['preliminary']);
});

test('a result of another person joins no line of the patient', () => {
  const analytes = ask(
    { of: 'analytes' },
    glucose('2026-01-02', 5, 'mmol/L', { subject: { reference: 'Patient/p' } }),
    glucose('2026-01-03', 9, 'mmol/L', { subject: { reference: 'Patient/mother', display: 'Mẹ' } }),
  );
  assert.deepEqual(
    analytes.map(({ title, count, numbers }) => [title, count, numbers]),
    [['Glucose máu', 1, 1]],
  );
});

test('units that do not convert are series of their own; bare codes of two laboratories do not collide', () => {
  const lab = (code: string, text: string, value: number, unit: string) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text, coding: [{ code }] },
    effectiveDateTime: '2026-01-01',
    valueQuantity: { value, unit },
  });
  const analytes = ask(
    { of: 'analytes' },
    lab('01', 'Kali', 4, 'mmol/L'),
    lab('01', 'CRP', 4, 'mg/L'),
    lab('02', 'Hb', 120, 'g/L'),
    lab('02', 'Hb', 12, 'g/dL'),
  );
  assert.deepEqual(
    analytes.map(({ title, unit }) => `${title} ${unit}`),
    ['Kali mmol/L', 'CRP mg/L', 'Hb g/L', 'Hb g/dL'],
  );
});

test('the parts of a blood pressure are two series, asked for by their entry', () => {
  const pressure = (date: string, systolic: number, diastolic: number) => ({
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ code: 'vital-signs' }] }],
    code: loinc('85354-9', 'Huyết áp'),
    effectiveDateTime: date,
    component: [
      { code: loinc('8480-6', 'Tâm thu'), valueQuantity: { value: systolic, unit: 'mmHg' } },
      { code: loinc('8462-4', 'Tâm trương'), valueQuantity: { value: diastolic, code: 'mm[Hg]' } },
    ],
  });
  const series = ask(
    { of: 'series', entryKey: 'Observation/1' },
    pressure('2026-01-01', 120, 80),
    pressure('2026-01-02', 150, 95),
  );
  assert.deepEqual(
    series.map(({ title, unit, points }) => [title, unit, points.map(({ number }) => number)]),
    [
      ['Tâm thu', 'mmHg', [120, 150]],
      ['Tâm trương', 'mmHg', [80, 95]],
    ],
  );
});

test('without a code, the same name in another material is another analyte', () => {
  const of = (specimen: string) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'Protein' },
    effectiveDateTime: '2026-01-01',
    valueQuantity: { value: 1, unit: 'g/L' },
    specimen: { display: specimen },
  });
  assert.equal(ask({ of: 'analytes' }, of('Huyết thanh'), of('Nước tiểu')).length, 2);
});

test('a long series gives its newest and says how many are older', () => {
  const many = Array.from({ length: 30 }, (_, n) => glucose(`2026-01-${String(n + 1).padStart(2, '0')}`, n, 'mmol/L'));
  const [series] = ask({ of: 'series', entryKey: 'Observation/0', limit: 10 }, ...many);
  assert.deepEqual([series?.points.length, series?.older, series?.points[0]?.number], [10, 20, 20]);
});

test('a list is paged, searched and cut to what is abnormal, and counts the lines of its table', () => {
  const panel = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'Công thức máu' },
    effectiveDateTime: '2026-02-01',
    component: [
      {
        code: { text: 'Bạch cầu' },
        valueQuantity: { value: 20, unit: 'G/L' },
        referenceRange: [{ high: { value: 10 } }],
      },
      { code: { text: 'Tiểu cầu' }, valueQuantity: { value: 200, unit: 'G/L' } },
    ],
  };
  const list = [
    panel,
    glucose('2026-01-01', 5, 'mmol/L'),
    glucose('2026-01-02', 50, 'mmol/L', { interpretation: [{ coding: [{ code: 'HH' }] }] }),
    glucose('2026-01-03', 50, 'mmol/L', {
      status: 'entered-in-error',
      interpretation: [{ coding: [{ code: 'HH' }] }],
    }),
  ];
  const rows = (more: object = {}) => {
    const answer = ask({ of: 'rows', section: 'results', offset: 1, limit: 2, ...more } as const, ...list);
    return [answer.total, answer.lines, answer.linesBefore, answer.entries.map(({ date }) => date?.slice(5))];
  };
  assert.deepEqual(rows(), [4, 6, 3, ['01-03', '01-02']]);
  assert.deepEqual(rows({ abnormal: true }), [2, 4, 3, ['01-02']]);
  assert.deepEqual(rows({ query: 'cong thuc', offset: 0 }), [1, 3, 0, ['02-01']]);
});

test('a sheet has times across, newest first, and analytes down by panel; a moment may have two results', () => {
  const sheet = ask(
    { of: 'sheet', section: 'results', offset: 0, columns: 2 },
    glucose('2026-01-01T08:00:10+07:00', 5, 'mmol/L'),
    glucose('2026-01-02T08:00:10+07:00', 8, 'mmol/L', { referenceRange: [{ high: { value: 6.4 } }] }),
    glucose('2026-01-02T01:00:40Z', 144, 'mg/dL'),
    glucose('2026-01-03', 6, 'mmol/L', { id: 'member' }),
    {
      resourceType: 'DiagnosticReport',
      status: 'final',
      code: { text: 'Hóa sinh máu' },
      result: [{ reference: 'Observation/member' }],
    },
  );
  assert.deepEqual(sheet.columns, ['2026-01-03', '2026-01-02T01:00Z']);
  assert.deepEqual([sheet.newer, sheet.older, sheet.more], [0, 1, 0]);
  const [group] = sheet.groups;
  assert.equal(group?.title, 'Hóa sinh máu');
  const [row] = group!.rows;
  assert.deepEqual(
    row?.cells.map((cell) => cell.map(({ value }) => `${value?.text} ${value?.unit}`)),
    [['6 mmol/L'], ['144 mg/dL', '8 mmol/L']],
  );
  assert.deepEqual([row?.unit, row?.range, row?.isPlottable], [undefined, '≤ 6.4', true]);
});

function ask<Q extends ResultQuestion>(question: Q, ...resources: object[]): ResultAnswer<Q> {
  const numbered = resources.map((resource, id) => ({ id: String(id), ...resource }));
  const { ok: model } = readRecord([{ resourceType: 'Patient', id: 'p', name: [{ text: 'Bé Na' }] }, ...numbered]);
  for (const section of Object.values(model!.sections)) section.entries = newestFirst(section.entries);
  return answerResults(model!, question, ({ title }, query) => title === 'Công thức máu' && query === 'cong thuc');
}
