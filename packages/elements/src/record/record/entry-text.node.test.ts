import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntryFlag, RecordEntry } from '@diemcau/fhir';
import { readRecord } from '@diemcau/fhir';
import { entryText } from './entry-text.js';
import { flagWord } from './flag-word.js';
import en from './record.messages.en.js';
import vi from './record.messages.vi.js';

const say = { t: vi, date: (date: string) => date };

function entriesOf(...resources: object[]): RecordEntry[] {
  const patient = { resourceType: 'Patient', id: 'p', name: [{ text: 'Nguyễn Thị Cầu' }] };
  const { ok } = readRecord([patient, ...resources.map((one) => ({ subject: { reference: 'Patient/p' }, ...one }))]);
  return Object.entries(ok!.sections).flatMap(([name, { entries }]) => (name === 'patient' ? [] : entries));
}

const words = (resource: object, t = vi): string =>
  entriesOf(resource)
    .flatMap((entry) => entry.flags.map((flag) => flagWord(flag, entry, t)))
    .join(', ');

void test('what goes into signed minutes says what it is not, how it was judged and whose it is', () => {
  const base = { key: 'Observation/1', resourceType: 'Observation', title: 'Kali', facts: [] };
  const value = { text: '7.9', unit: 'mmol/L', mark: 'critical-high', range: { text: '3.5 – 5.1' } } as const;
  for (const flag of Object.keys(vi.flags) as EntryFlag[]) {
    const text = entryText({ ...base, flags: [flag], value, date: '2026-10-05', source: 'Bệnh viện B' }, say);
    assert.ok(text.includes(`[${vi.flags[flag]}]`), flag);
    assert.match(text, /cao nguy hiểm/u);
    assert.match(text, /3\.5 – 5\.1/u);
    assert.match(text, /2026-10-05/u);
    assert.match(text, /Từ cơ sở khác: Bệnh viện B/u);
  }
  const parts = [{ title: 'Na', value: { text: '140' }, flags: ['entered-in-error' as const] }];
  assert.match(entryText({ ...base, flags: [], parts }, say), /Na 140 \[nhập nhầm\]/u);
  assert.match(entryText({ ...base, flags: [] }, say), /không ghi ngày/u);
  assert.match(entryText({ ...base, flags: ['machine'] }, say), /Chưa được bác sĩ xác nhận/u);
  const confirmed = entryText({ ...base, flags: ['machine'], machine: { confirmedBy: 'BS. An' } }, say);
  assert.match(confirmed, /Đã được bác sĩ xác nhận: BS\. An/u);
});

void test('a drug goes into minutes with its dose, a report with its conclusion', () => {
  const drug = {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: 'Metformin' },
    dosageInstruction: [{ text: '500 mg x 2 lần/ngày' }],
  };
  assert.match(entryText(entriesOf(drug)[0]!, say), /Metformin: Liều dùng: 500 mg x 2 lần\/ngày/u);
});

void test('a flag is told in the word that fits what it stands on', () => {
  const order = { resourceType: 'MedicationRequest', intent: 'order', medicationCodeableConcept: { text: 'a' } };
  assert.equal(words({ ...order, status: 'draft' }), 'bản nháp, chưa ban hành');
  assert.equal(words({ ...order, status: 'draft' }, en), 'draft, not issued');
  assert.equal(words({ ...order, status: 'on-hold' }), 'tạm ngừng');
  assert.equal(words({ ...order, status: 'stopped' }), 'đã ngừng');
  assert.equal(words({ ...order, status: 'completed' }), 'đã kết thúc');
  assert.equal(words({ ...order, status: 'active', doNotPerform: true }), 'chỉ định không làm, không dùng');
  const vaccine = { resourceType: 'Immunization', vaccineCode: { text: 'a' }, patient: { reference: 'Patient/p' } };
  assert.equal(words({ ...vaccine, status: 'not-done' }), 'không thực hiện');
  assert.equal(words({ resourceType: 'Procedure', code: { text: 'a' }, status: 'preparation' }), 'đang chuẩn bị');
  assert.equal(words({ resourceType: 'Procedure', code: { text: 'a' }, status: 'stopped' }), 'đã ngừng');
  const cancer = { resourceType: 'Condition', code: { text: 'Bạch cầu cấp' } };
  assert.equal(words({ ...cancer, clinicalStatus: { coding: [{ code: 'remission' }] } }), 'thuyên giảm');
  assert.equal(words({ ...cancer, clinicalStatus: { coding: [{ code: 'resolved' }] } }), 'đã khỏi');
  const family = { resourceType: 'FamilyMemberHistory', patient: { reference: 'Patient/p' } };
  assert.equal(words({ ...family, relationship: { text: 'mẹ' }, status: 'partial' }), 'chưa đầy đủ');
  const note = { resourceType: 'DocumentReference', status: 'current', docStatus: 'preliminary' };
  assert.equal(words({ ...note, description: 'a' }), 'sơ bộ');
  const result = { resourceType: 'Observation', code: { text: 'a' }, valueString: 'b' };
  assert.equal(words({ ...result, status: 'preliminary' }), 'kết quả sơ bộ');
});

void test('both languages have the same fitting words', () => {
  const keys = (of: typeof vi.flagsOf) =>
    Object.fromEntries(Object.entries(of).map(([flag, by]) => [flag, Object.keys(by!)]));
  assert.deepEqual(keys(en.flagsOf), keys(vi.flagsOf));
});
