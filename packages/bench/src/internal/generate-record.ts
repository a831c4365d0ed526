import { seeded } from './statistics.js';

const analytes = [
  ['2345-7', 'Glucose máu', 'mmol/L', 3.9, 6.4],
  ['2160-0', 'Creatinin máu', 'µmol/L', 53, 100],
  ['718-7', 'Huyết sắc tố', 'g/L', 120, 160],
  ['6690-2', 'Bạch cầu', '10*9/L', 4, 10],
  ['777-3', 'Tiểu cầu', '10*9/L', 150, 400],
  ['2951-2', 'Natri máu', 'mmol/L', 135, 145],
  ['2823-3', 'Kali máu', 'mmol/L', 3.5, 5],
  ['1988-5', 'CRP', 'mg/L', 0, 5],
] as const;
const drugs = [
  'Amlodipin 5 mg',
  'Metformin 850 mg',
  'Ceftriaxon 1 g',
  'Paracetamol 500 mg',
  'Furosemid 40 mg',
  'Salbutamol khí dung 2,5 mg',
];
const problems = [
  ['I10', 'Tăng huyết áp nguyên phát'],
  ['E11.9', 'Đái tháo đường típ 2'],
  ['J18.9', 'Viêm phổi'],
  ['A15.0', 'Lao phổi'],
  ['N18.3', 'Bệnh thận mạn giai đoạn 3'],
] as const;

/** A seeded, invented record of `count` resources in Vietnamese: mostly laboratory, as real ones are. FHIR R4 collection Bundle. */
export function generateRecord(
  count: number,
  seed = 1,
): { resourceType: 'Bundle'; type: 'collection'; entry: { resource: Record<string, unknown> }[] } {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const start = Date.UTC(2016, 0, 1);
  const when = (i: number) =>
    new Date(start + Math.floor((i / count) * 3_650 * 86_400_000)).toISOString().replace('Z', '+00:00');
  const subject = { reference: 'Patient/p1' };
  const entry: { resource: Record<string, unknown> }[] = [
    {
      resource: {
        resourceType: 'Patient',
        id: 'p1',
        name: [{ text: 'Nguyễn Thị Ví Dụ' }],
        gender: 'female',
        birthDate: '1961-04-30',
        identifier: [{ system: 'http://fhir.ehealth.gov.vn/core/sid/national_id', value: '001161000000' }],
      },
    },
  ];
  for (let i = 1; i < count; i++) {
    const share = random();
    if (share < 0.8) {
      const [code, text, unit, low, high] = pick(analytes);
      const value = Number((low + (high - low) * (random() * 1.6 - 0.3)).toFixed(1));
      entry.push({
        resource: {
          resourceType: 'Observation',
          id: `o${i}`,
          status: 'final',
          category: [
            { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
          ],
          code: { coding: [{ system: 'http://loinc.org', code }], text },
          subject,
          effectiveDateTime: when(i),
          valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
          referenceRange: [{ low: { value: low, unit }, high: { value: high, unit } }],
        },
      });
    } else if (share < 0.88) {
      entry.push({
        resource: {
          resourceType: 'MedicationRequest',
          id: `m${i}`,
          status: pick(['active', 'completed', 'stopped']),
          intent: 'order',
          subject,
          authoredOn: when(i),
          medicationCodeableConcept: { text: pick(drugs) },
          dosageInstruction: [{ text: 'Ngày uống 2 lần, mỗi lần 1 viên sau ăn' }],
        },
      });
    } else if (share < 0.93) {
      const [code, text] = pick(problems);
      entry.push({
        resource: {
          resourceType: 'Condition',
          id: `c${i}`,
          subject,
          code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code }], text },
          recordedDate: when(i),
          clinicalStatus: {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
          },
          category: [
            {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' },
              ],
            },
          ],
        },
      });
    } else if (share < 0.97) {
      entry.push({
        resource: {
          resourceType: 'Encounter',
          id: `e${i}`,
          status: 'finished',
          class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
          subject,
          period: { start: when(i) },
          reasonCode: [{ text: 'Sốt cao, khó thở' }],
        },
      });
    } else {
      entry.push({
        resource: {
          resourceType: 'Procedure',
          id: `r${i}`,
          status: 'completed',
          subject,
          code: { text: 'Nội soi dạ dày' },
          performedDateTime: when(i),
        },
      });
    }
  }
  return { resourceType: 'Bundle', type: 'collection', entry };
}
