/** A FHIR R4 resource as generated. */
type Resource = { resourceType: string; id: string } & Record<string, unknown>;

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
const vitals = [
  ['8867-4', 'Mạch', '/min', 60, 100],
  ['8310-5', 'Nhiệt độ', 'Cel', 36, 37.5],
  ['9279-1', 'Nhịp thở', '/min', 12, 20],
  ['59408-5', 'SpO2', '%', 94, 100],
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
const substances = ['Penicillin', 'Tôm', 'Phấn hoa', 'Aspirin', 'Nọc ong'];
const vaccines = ['Viêm gan B', 'BCG', 'Sởi', 'Cúm mùa', 'Uốn ván'];
const procedures = ['Nội soi dạ dày', 'Phẫu thuật nội soi cắt ruột thừa', 'Đặt stent mạch vành', 'Chọc dịch màng phổi'];
const documents = ['Giấy ra viện', 'Tóm tắt hồ sơ bệnh án', 'Phiếu hội chẩn', 'Giấy chuyển tuyến'];
const codes = 'http://terminology.hl7.org/CodeSystem';
const sid = 'http://fhir.ehealth.gov.vn/core/sid';

/** What a generated resource is made of. */
interface Draw {
  id: string;
  when: string;
  random(): number;
  pick<T>(from: readonly T[]): T;
  /** By one of the two hospitals. */
  by: { reference: string };
  subject: { reference: string };
}

const coded = (system: string, code: string) => ({ coding: [{ system: `${codes}/${system}`, code }] });

function measured(
  { id, when, random, pick, by, subject }: Draw,
  category: string,
  of: readonly (readonly [code: string, text: string, unit: string, low: number, high: number])[],
  statuses: readonly string[],
): Resource {
  const [code, text, unit, low, high] = pick(of);
  const value = Number((low + (high - low) * (random() * 1.6 - 0.3)).toFixed(1));
  const status = pick(statuses);
  const absent = status === 'cancelled' || random() < 0.01;
  return {
    resourceType: 'Observation',
    id,
    status,
    category: [coded('observation-category', category)],
    code: { coding: [{ system: 'http://loinc.org', code }], text },
    subject,
    effectiveDateTime: when,
    performer: [by],
    ...(absent
      ? { dataAbsentReason: { ...coded('data-absent-reason', 'error'), text: 'mẫu bị tán huyết' } }
      : { valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit } }),
    referenceRange: [{ low: { value: low, unit }, high: { value: high, unit } }],
  };
}

// Most are as they should be; the rest are of every kind that a reader must tell apart.
const resultStatuses = [
  ...Array<string>(30).fill('final'),
  'amended',
  'corrected',
  'preliminary',
  'cancelled',
  'entered-in-error',
];

/** Share of all resources, and how one is made. The shares add up to one. */
const kinds: readonly (readonly [share: number, make: (draw: Draw) => Resource])[] = [
  [0.72, (draw) => measured(draw, 'laboratory', analytes, resultStatuses)],
  [0.06, (draw) => measured(draw, 'vital-signs', vitals, resultStatuses)],
  [
    0.06,
    ({ id, when, random, pick, by, subject }) => ({
      resourceType: 'MedicationRequest',
      id,
      status: pick([
        'active',
        'active',
        'completed',
        'completed',
        'stopped',
        'on-hold',
        'cancelled',
        'entered-in-error',
        'draft',
      ]),
      intent: pick(['order', 'order', 'order', 'plan']),
      subject,
      authoredOn: when,
      requester: by,
      medicationCodeableConcept: { text: pick(drugs) },
      ...(random() < 0.02 ? { doNotPerform: true } : {}),
      dosageInstruction: [
        random() < 0.5
          ? { text: 'Ngày uống 2 lần, mỗi lần 1 viên sau ăn' }
          : {
              doseAndRate: [{ doseQuantity: { value: 1, unit: 'viên' } }],
              timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd', when: ['PC'] } },
            },
      ],
    }),
  ],
  [
    0.02,
    ({ id, when, pick, by, subject }) => ({
      resourceType: 'MedicationStatement',
      id,
      status: pick(['active', 'completed', 'not-taken', 'stopped', 'unknown']),
      subject,
      effectivePeriod: { start: when.slice(0, pick([4, 7, 10])) },
      informationSource: by,
      medicationReference: { reference: `#d` },
      contained: [{ resourceType: 'Medication', id: 'd', code: { text: pick(drugs) } }],
      dosage: [{ text: 'Theo đơn cũ', asNeededBoolean: true }],
    }),
  ],
  [
    0.03,
    ({ id, when, pick, by, subject }) => {
      const [code, text] = pick(problems);
      const verification = pick([
        'confirmed',
        'confirmed',
        'confirmed',
        'provisional',
        'differential',
        'refuted',
        'entered-in-error',
      ]);
      return {
        resourceType: 'Condition',
        id,
        subject,
        recorder: by,
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code }], text },
        recordedDate: when,
        verificationStatus: coded('condition-ver-status', verification),
        // What was entered in error has no clinical status (con-5).
        ...(verification === 'entered-in-error'
          ? {}
          : {
              clinicalStatus: coded(
                'condition-clinical',
                pick(['active', 'active', 'inactive', 'resolved', 'remission', 'recurrence']),
              ),
            }),
        category: [coded('condition-category', 'problem-list-item')],
        ...pick<object>([
          {},
          { onsetAge: { value: 41, code: 'a', unit: 'tuổi' } },
          { onsetString: 'từ nhỏ' },
          { onsetDateTime: '2011' },
        ]),
      };
    },
  ],
  [
    0.03,
    ({ id, when, pick, by, subject }) => ({
      resourceType: 'Encounter',
      id,
      status: pick(['finished', 'finished', 'finished', 'in-progress', 'cancelled', 'planned']),
      class: { system: `${codes}/v3-ActCode`, code: pick(['IMP', 'AMB', 'EMER', 'VR']) },
      subject,
      serviceProvider: by,
      period: { start: when },
      reasonCode: [{ text: 'Sốt cao, khó thở' }],
    }),
  ],
  [
    0.02,
    ({ id, when, pick, by, subject }) => ({
      resourceType: 'Procedure',
      id,
      status: pick(['completed', 'completed', 'not-done', 'stopped', 'entered-in-error']),
      subject,
      code: { text: pick(procedures) },
      performedDateTime: when,
      performer: [{ actor: by }],
    }),
  ],
  [
    0.01,
    ({ id, when, pick, by, subject }) => ({
      resourceType: 'DiagnosticReport',
      id,
      status: pick(['final', 'final', 'amended', 'partial']),
      subject,
      category: [{ coding: [{ system: `${codes}/v2-0074`, code: pick(['LAB', 'RAD']) }] }],
      code: { text: pick(['Công thức máu', 'X-quang ngực thẳng', 'Siêu âm bụng']) },
      effectiveDateTime: when,
      performer: [by],
      conclusion: 'Chưa thấy bất thường.',
    }),
  ],
  [
    0.005,
    ({ id, when, pick, subject }) => ({
      resourceType: 'AllergyIntolerance',
      id,
      patient: subject,
      code: { text: pick(substances) },
      recordedDate: when,
      criticality: pick(['low', 'high', 'unable-to-assess']),
      clinicalStatus: coded('allergyintolerance-clinical', pick(['active', 'active', 'resolved'])),
      verificationStatus: coded(
        'allergyintolerance-verification',
        pick(['confirmed', 'confirmed', 'unconfirmed', 'refuted']),
      ),
      reaction: [{ manifestation: [{ text: 'mẩn ngứa' }], severity: pick(['mild', 'severe']) }],
    }),
  ],
  [
    0.01,
    ({ id, when, pick, by, subject }) => ({
      resourceType: 'Immunization',
      id,
      status: pick(['completed', 'completed', 'completed', 'not-done', 'entered-in-error']),
      patient: subject,
      vaccineCode: { text: pick(vaccines) },
      occurrenceDateTime: when.slice(0, 10),
      lotNumber: 'L-204',
      performer: [{ actor: by }],
    }),
  ],
  [
    0.01,
    ({ id, when, pick, by, subject }) => ({
      resourceType: 'DocumentReference',
      id,
      status: pick(['current', 'current', 'superseded']),
      subject,
      date: when,
      author: [by],
      description: pick(documents),
      content: [{ attachment: { contentType: 'text/plain', data: 'QuG7h25oIMOhbiDhu5VuIMSR4buLbmg=' } }],
    }),
  ],
  [
    0.005,
    ({ id, when, subject }) => ({
      resourceType: 'ImagingStudy',
      id,
      status: 'available',
      subject,
      started: when,
      description: 'CT ngực',
      series: [{ uid: '1.2.3', modality: { code: 'CT' }, bodySite: { display: 'Ngực' } }],
    }),
  ],
  [
    0.005,
    ({ id, when, pick, subject }) => ({
      resourceType: 'CarePlan',
      id,
      status: pick(['active', 'completed', 'revoked']),
      intent: 'plan',
      subject,
      period: { start: when },
      title: 'Tái khám, kiểm soát huyết áp',
    }),
  ],
  [
    0.002,
    ({ id, pick, subject }) => ({
      resourceType: 'FamilyMemberHistory',
      id,
      status: 'completed',
      patient: subject,
      relationship: { text: pick(['Mẹ', 'Bố', 'Anh trai']) },
      condition: [{ code: { text: 'Đái tháo đường típ 2' }, onsetAge: { value: 50, code: 'a', unit: 'tuổi' } }],
    }),
  ],
  [
    0.002,
    ({ id, when, pick, subject }) => ({
      resourceType: 'Flag',
      id,
      status: pick(['active', 'inactive']),
      subject,
      code: { text: 'Nguy cơ ngã' },
      period: { start: when },
    }),
  ],
  [
    0.002,
    ({ id, when, subject }) => ({
      resourceType: 'DeviceUseStatement',
      id,
      status: 'active',
      subject,
      timingDateTime: when,
      device: { reference: '#m' },
      contained: [{ resourceType: 'Device', id: 'm', type: { text: 'Máy tạo nhịp tim' }, serialNumber: '204' }],
    }),
  ],
  [
    0.002,
    ({ id, when, pick, subject }) => ({
      resourceType: 'Observation',
      id,
      status: 'final',
      category: [coded('observation-category', 'social-history')],
      code: { coding: [{ system: 'http://loinc.org', code: '72166-2' }], text: 'Hút thuốc lá' },
      subject,
      effectiveDateTime: when,
      valueCodeableConcept: { text: pick(['Đang hút', 'Đã bỏ', 'Không hút']) },
    }),
  ],
  [
    0.001,
    ({ id, when, subject }) => ({
      resourceType: 'Consent',
      id,
      status: 'active',
      scope: coded('consentscope', 'adr'),
      category: [{ text: 'Không hồi sức tim phổi' }],
      patient: subject,
      dateTime: when,
    }),
  ],
  [
    0.001,
    ({ id, when, subject }) => ({
      resourceType: 'ClinicalImpression',
      id,
      status: 'completed',
      subject,
      date: when,
      summary: 'Đợt cấp bệnh phổi tắc nghẽn mạn tính, đáp ứng điều trị.',
    }),
  ],
  [
    0.005,
    ({ id, when, subject }) => ({
      resourceType: 'ServiceRequest',
      id,
      status: 'active',
      intent: 'order',
      subject,
      authoredOn: when,
      code: { text: 'Nội soi phế quản' },
    }),
  ],
];

/** A small generator of numbers from 0 to 1, the same for a seed everywhere (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A seeded, invented record of exactly `count` resources (10 at least) in Vietnamese, from two hospitals over ten years: mostly laboratory, as real
 * ones are, with every resource type of the IPS and statuses of all kinds. FHIR R4 collection Bundle.
 */
export function generateRecord(
  count: number,
  seed = 1,
): { resourceType: 'Bundle'; type: 'collection'; entry: { resource: Record<string, unknown> }[] } {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const start = Date.UTC(2016, 0, 1);
  const resources: Resource[] = [
    {
      resourceType: 'Patient',
      id: 'p1',
      name: [{ text: 'Nguyễn Thị Ví Dụ' }],
      gender: 'female',
      birthDate: '1961-04-30',
      identifier: [{ system: `${sid}/national_id`, value: '001161000000' }],
      address: [{ text: 'Thôn 3, xã Mậu A, tỉnh Yên Bái' }],
      managingOrganization: { reference: 'Organization/h1' },
    },
    {
      resourceType: 'Organization',
      id: 'h1',
      name: 'Bệnh viện đa khoa tỉnh Ví Dụ',
      identifier: [{ system: `${sid}/provider-code`, value: '15001' }],
    },
    {
      resourceType: 'Organization',
      id: 'h2',
      name: 'Bệnh viện Trung ương Ví Dụ',
      identifier: [{ system: `${sid}/provider-code`, value: '01001' }],
    },
  ];
  for (let i = resources.length; i < count; i++) {
    let share = random();
    const [, make] = kinds.find(([of]) => (share -= of) < 0) ?? kinds[0]!;
    const at = start + Math.floor((i / count) * 3_650 * 86_400_000);
    resources.push(
      make({
        id: `r${i}`,
        when: new Date(at).toISOString().replace('Z', '+00:00'),
        random,
        pick,
        by: { reference: random() < 0.8 ? 'Organization/h1' : 'Organization/h2' },
        subject: { reference: 'Patient/p1' },
      }),
    );
  }
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
}
