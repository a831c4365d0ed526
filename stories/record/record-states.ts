import { readRecord, type RecordEntry, type RecordSection, type SectionState } from '@diemcau/fhir';
import type { RecordStoreState } from '@diemcau/sdk';
import { fakeRecordStore } from '@diemcau/sdk/testing';

let made = 0;
const entry = (title: string, patch: Partial<RecordEntry> = {}): RecordEntry => ({
  key: `Observation/${++made}`,
  resourceType: 'Observation',
  title,
  flags: [],
  facts: [],
  date: '2026-10-04T22:15:00+07:00',
  ...patch,
});

const laboratory = (): RecordEntry[] => [
  entry('Công thức máu', {
    parts: [
      { title: 'Bạch cầu', value: { text: '18,2', unit: 'G/L', mark: 'high', range: { text: '5,0 – 15,5' } } },
      { title: 'Huyết sắc tố', value: { text: '98', unit: 'g/L', mark: 'low', range: { text: '105 – 135' } } },
      { title: 'Tiểu cầu', value: { text: '312', unit: 'G/L', range: { text: '150 – 450' } } },
    ],
  }),
  entry('CRP', { value: { text: '96', unit: 'mg/L', mark: 'critical-high', range: { text: '< 5' } } }),
  entry('Glucose máu', {
    value: {
      text: '2,3',
      unit: 'mmol/L',
      mark: 'critical-low',
      range: { text: '3,9 – 6,4' },
      converted: { text: '41', unit: 'mg/dL' },
    },
  }),
  entry('Kali máu', { value: { text: '3,6', unit: 'mmol/L', range: { text: '3,5 – 5,0' } }, flags: ['corrected'] }),
  entry('Định lượng procalcitonin (kỹ thuật điện hóa phát quang, máy tự động)', {
    value: { text: '<0,05', unit: 'ng/mL' },
    source: 'Bệnh viện Hạ Long',
    date: '2026-09',
  }),
  entry('Cấy máu', { value: { text: 'Âm tính sau 24 giờ' }, flags: ['preliminary'] }),
  entry('Natri máu', { value: { text: '118', unit: 'mmol/L', mark: 'low' }, flags: ['entered-in-error'] }),
];

type Given = Partial<
  Record<RecordSection, RecordEntry[] | { state: SectionState; reason?: string; entries?: RecordEntry[] }>
>;

/** A ready record of an invented child; sections that are not named were not provided. */
export function record(given: Given = {}, patch: Partial<RecordStoreState> = {}): Partial<RecordStoreState> {
  const sections = structuredClone(fakeRecordStore().snapshot.sections) as Record<
    string,
    RecordStoreState['sections'][RecordSection]
  >;
  for (const [name, value] of Object.entries(given)) {
    const { entries = [], ...rest } = Array.isArray(value) ? { state: 'loaded' as const, entries: value } : value;
    sections[name] = { ...rest, entries, count: entries.length };
  }
  return {
    status: 'ready',
    sections: sections as RecordStoreState['sections'],
    patient: {
      name: 'Nguyễn Thị Ánh Dương',
      birthDate: '2024-06-10',
      gender: 'female',
      identifiers: [
        { kind: 'insurance', value: 'TE1222200000017' },
        { kind: 'internal', value: 'CT-000123', system: 'urn:site:22901' },
      ],
    },
    total: 34,
    setAside: [{ at: 'entry[12].resource', resourceType: 'Observation', reason: 'unreadable-date' }],
    notDisplayed: { Organization: 2, Practitioner: 3, Provenance: 1 },
    source: { kind: 'document', title: 'Tóm tắt hồ sơ bệnh án', date: '2026-10-05' },
    ...patch,
  };
}

/** A record as a district hospital sends it: some sections loaded, one empty, one failed, one withheld. */
export const everyday = (patch: Partial<RecordStoreState> = {}): Partial<RecordStoreState> =>
  record(
    {
      allergies: [entry('Amoxicillin', { severity: 'nặng', facts: [{ key: 'reaction', text: 'Mẩn ngứa, phù mi' }] })],
      problems: [
        entry('Co giật do sốt cao', { date: '2026-10-04', facts: [{ key: 'note', text: 'Cơn thứ hai trong 24 giờ' }] }),
        entry('Thiếu máu thiếu sắt', { date: '2025', flags: ['unconfirmed'] }),
        entry('Viêm phổi', {
          date: '2025-11-02',
          endDate: '2025-11-12',
          flags: ['resolved'],
          source: 'Bệnh viện Hạ Long',
        }),
        entry('Hen phế quản', { date: '2025-03', flags: ['refuted'] }),
      ],
      medications: [
        entry('Paracetamol 250 mg đặt hậu môn', {
          facts: [{ key: 'dosage', text: '1 viên khi sốt trên 38,5 °C, cách ít nhất 6 giờ' }],
        }),
        entry('Ceftriaxone 1 g', {
          facts: [
            { key: 'dosage', text: '100 mg/kg/ngày' },
            { key: 'route', text: 'tĩnh mạch' },
          ],
        }),
        entry('Phenobarbital 100 mg', { flags: ['cancelled'] }),
      ],
      results: laboratory(),
      vitalSigns: [
        entry('Mạch', { value: { text: '150', unit: 'lần/phút', mark: 'high' } }),
        entry('Nhiệt độ', { value: { text: '39,8', unit: '°C', mark: 'high' } }),
        entry('SpO2', { value: { text: '95', unit: '%' } }),
        entry('Huyết áp', {
          parts: [
            { title: 'Tâm thu', value: { text: '92', unit: 'mmHg' } },
            { title: 'Tâm trương', value: { text: '58', unit: 'mmHg' } },
          ],
        }),
      ],
      imaging: [
        entry('X-quang ngực thẳng', {
          attachment: { contentType: 'image/png', title: 'X-quang ngực thẳng', size: 183_000 },
          facts: [{ key: 'conclusion', text: 'Không thấy tổn thương nhu mô' }],
        }),
      ],
      documents: [
        entry('Giấy chuyển tuyến', { attachment: { contentType: 'application/pdf', size: 92_000 } }),
        entry('Tờ điều trị', {
          narrative:
            '<div><p><b>22:40</b> Co giật toàn thân 3 phút, cắt cơn bằng diazepam.</p><table><tr><th>Giờ</th><th>Mạch</th></tr><tr><td>23:00</td><td>148</td></tr></table></div>',
        }),
      ],
      immunizations: { state: 'empty' },
      procedures: { state: 'failed', reason: 'record/malformed' },
      encounters: { state: 'truncated', entries: [entry('Điều trị nội trú, Khoa Nhi', { date: '2026-10-03' })] },
      familyHistory: { state: 'hidden' },
    },
    patch,
  );

/** A long series, for paging and searching. */
export const huge = (): Partial<RecordStoreState> =>
  record({
    results: Array.from({ length: 260 }, (_, at) =>
      entry(`${['Glucose máu', 'HbA1c', 'Creatinin', 'Kali máu'][at % 4]}`, {
        value: { text: String(5 + (at % 40) / 10), unit: 'mmol/L' },
      }),
    ),
  });

/** FHIR as the worker reads it. */
export function read(fhir: object, patch: Partial<RecordStoreState> = {}): Partial<RecordStoreState> {
  const { ok } = readRecord(fhir);
  if (!ok) throw new Error('the story’s record cannot be read');
  return { ...(ok as Partial<RecordStoreState>), status: 'ready', ...patch };
}

/** Of whom much is not tolerated. */
export const manyAllergies = (): Partial<RecordStoreState> =>
  everyday(
    record({
      allergies: Array.from({ length: 26 }, (_, at) =>
        entry(
          at === 3
            ? 'Dung dịch tiêm truyền tĩnh mạch chứa hydroxyethyl starch và các chất keo tổng hợp'
            : `Thuốc ${at + 1}`,
        ),
      ),
    }),
  );
