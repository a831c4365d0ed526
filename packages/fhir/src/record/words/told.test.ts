import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecord } from '../read-record.js';
import type { RecordEntry } from '../record.types.js';
import en from './words.en.js';
import vi from './words.vi.js';
import type { ReadingLocale } from './words.js';

function entryOf(resource: object, locale: ReadingLocale = 'vi'): RecordEntry {
  const { ok } = readRecord([{ resourceType: 'Patient', id: 'p', name: [{ text: 'Nguyễn Thị Cầu' }] }, resource], {
    locale,
  });
  return Object.entries(ok!.sections).flatMap(([name, { entries }]) => (name === 'patient' ? [] : entries))[0]!;
}
const facts = (entry: RecordEntry): Record<string, string> =>
  Object.fromEntries(entry.facts.map(({ key, text }) => [key, text]));
const observed = (value: object, locale?: ReadingLocale): string | undefined =>
  entryOf({ resourceType: 'Observation', status: 'final', code: { text: 'a' }, ...value }, locale).value?.text;

void test('a value that is no number is told in words and dates as they are written here', () => {
  assert.equal(observed({ valueBoolean: true }), 'Có');
  assert.equal(observed({ valueBoolean: false }), 'Không');
  assert.equal(observed({ valueBoolean: false }, 'en'), 'No');
  assert.equal(observed({ valueDateTime: '2027-01-05' }), '05/01/2027');
  assert.equal(observed({ valueDateTime: '2027-01-05T08:30:00+07:00' }), '05/01/2027 08:30');
  assert.equal(observed({ valueTime: '08:30:00' }), '08:30');
  assert.equal(observed({ valuePeriod: { start: '2026-02', end: '2026-03-04' } }), '02/2026 – 04/03/2026');
  assert.equal(observed({ valuePeriod: { end: '2026-03-04' } }), '… – 04/03/2026');
});

void test('bare codes are told in our words, those of the source stand', () => {
  const visit = { resourceType: 'Encounter', status: 'planned', class: { code: 'EMER' }, period: { start: '2026' } };
  assert.equal(entryOf(visit).title, 'Cấp cứu');
  assert.equal(entryOf(visit, 'en').title, 'Emergency');
  assert.equal(facts(entryOf(visit))['status'], 'dự kiến');
  assert.equal(facts(entryOf({ ...visit, status: 'finished' }))['status'], undefined);
  assert.equal(facts(entryOf({ ...visit, type: [{ text: 'Khám' }], class: { code: 'IMP' } }))['class'], 'Nội trú');
  const family = {
    resourceType: 'FamilyMemberHistory',
    status: 'completed',
    relationship: { coding: [{ code: 'MTH' }] },
    sex: { coding: [{ code: 'female' }] },
    condition: [{ code: { text: 'Đái tháo đường' }, onsetAge: { value: 50, code: 'a' }, contributedToDeath: true }],
  };
  assert.equal(entryOf(family).title, 'Mẹ');
  assert.equal(facts(entryOf(family))['sex'], 'nữ');
  assert.equal(entryOf(family).parts?.[0]?.value?.text, '50 tuổi; nguyên nhân tử vong');
  const goal = {
    resourceType: 'Goal',
    lifecycleStatus: 'active',
    description: { text: 'Hạ huyết áp' },
    achievementStatus: { coding: [{ code: 'improving' }] },
    target: [{ detailQuantity: { value: 130, unit: 'mmHg' }, dueDate: '2026-12-01' }],
  };
  assert.equal(facts(entryOf(goal))['achievement'], 'đang tiến triển tốt');
  assert.equal(facts(entryOf(goal))['status'], 'đang hiệu lực');
  assert.deepEqual(entryOf(goal).parts, [{ title: 'Đích', value: { text: '130 mmHg trước 01/12/2026' } }]);
  const plan = {
    resourceType: 'CarePlan',
    status: 'active',
    title: 'Kế hoạch',
    activity: [
      { detail: { code: { text: 'Đi bộ' }, status: 'in-progress' } },
      { detail: { code: { text: 'Bơi' }, status: 'cancelled' } },
      { detail: { code: { text: 'Ăn nhạt' }, status: 'completed' } },
      { detail: { code: { text: 'Hút thuốc' }, status: 'in-progress', doNotPerform: true } },
    ],
  };
  assert.deepEqual(entryOf(plan).parts, [
    { title: 'Đi bộ', value: { text: 'đang thực hiện' } },
    { title: 'Bơi', flags: ['cancelled'] },
    { title: 'Ăn nhạt', value: { text: 'đã hoàn thành' } },
    { title: 'Hút thuốc', flags: ['negated'] },
  ]);
  const consent = {
    resourceType: 'Consent',
    status: 'active',
    scope: { coding: [{ code: 'adr' }] },
    category: [{ text: 'Không hồi sức' }],
    provision: { type: 'deny', code: [{ text: 'Hồi sức tim phổi' }] },
  };
  assert.equal(facts(entryOf(consent))['decision'], 'không cho phép');
});

void test('the day a device was made is not the day it was implanted', () => {
  const device = entryOf({
    resourceType: 'Device',
    patient: { reference: 'Patient/p' },
    type: { text: 'Máy tạo nhịp' },
    manufactureDate: '2020-01-01',
  });
  assert.equal(device.date, undefined);
  assert.equal(facts(device)['manufactured'], '2020-01-01');
});

void test('a vaccine says which dose of how many', () => {
  const shot = {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { text: 'Viêm gan B' },
    protocolApplied: [{ doseNumberPositiveInt: 2, seriesDosesPositiveInt: 3 }],
  };
  assert.equal(facts(entryOf(shot))['dose'], '2/3');
});

void test('both languages tell the same codes', () => {
  assert.deepEqual(Object.keys(en.codes), Object.keys(vi.codes));
});
