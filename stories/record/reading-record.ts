/** A record as a provincial hospital sends it, in FHIR: an invented woman with a stay, changed drugs, news and machine output. */
export function readingRecord(): object {
  return { resourceType: 'Bundle', type: 'collection', entry: resources().map((resource) => ({ resource })) };
}

const loinc = 'http://loinc.org';
const stay = { encounter: { reference: 'Encounter/noi-tru' } };
const at = (day: string, hour = '08:00') => `2026-${day}T${hour}:00+07:00`;
const coding = (system: string, code: string) => [{ system, code }];

function resources(): object[] {
  return [
    {
      resourceType: 'Patient',
      id: 'p',
      name: [{ text: 'Công Tằng Tôn Nữ Hoàng Thị Minh Nguyệt' }],
      gender: 'female',
      birthDate: '1958-02-11',
      identifier: [
        { system: 'http://fhir.ehealth.gov.vn/core/sid/national_id', value: '046158000123' },
        { system: 'http://fhir.ehealth.gov.vn/core/sid/insurance_number', value: 'HT3464600000123' },
      ],
    },
    encounter(
      'noi-tru',
      'Điều trị nội trú, Khoa Nội Tim mạch',
      'in-progress',
      { start: at('10-01') },
      'Khó thở tăng dần, phù hai chân',
    ),
    encounter(
      'kham',
      'Khám ngoại trú',
      'finished',
      { start: at('08-12'), end: at('08-12', '09:00') },
      'Tái khám tăng huyết áp',
    ),
    encounter(
      'nam-truoc',
      'Điều trị nội trú, Khoa Nội',
      'finished',
      { start: '2025-11-02', end: '2025-11-12' },
      'Viêm phổi',
    ),
    condition('a', 'I50.9', 'Suy tim mạn, phân suất tống máu giảm', '2026-10-01'),
    condition('b', 'I48', 'Rung nhĩ', '2025-06-20'),
    condition('c', 'I10', 'Tăng huyết áp nguyên phát', '2014'),
    condition('d', 'E11.9', 'Đái tháo đường típ 2', '2016-03'),
    condition('e', 'N18.3', 'Bệnh thận mạn giai đoạn 3', '2023-05-04'),
    { ...condition('f', 'J18.9', 'Viêm phổi', '2025-11-02'), clinicalStatus: { coding: [{ code: 'resolved' }] } },
    { ...condition('g', 'C34', 'U phổi', '2026-10-02'), verificationStatus: { coding: [{ code: 'provisional' }] } },
    { ...condition('h', 'J45', 'Hen phế quản', '2020'), verificationStatus: { coding: [{ code: 'refuted' }] } },
    allergy('a', 'Penicillin', 'high', 'Phản vệ độ II'),
    allergy('b', 'Thuốc cản quang có iod', 'high', 'Mày đay toàn thân'),
    allergy('c', 'Tôm, cua', 'low', 'Ngứa'),
    drug('a', 'Furosemid 40 mg', 'active', at('10-02'), '2 viên/ngày, sáng'),
    drug('b', 'Furosemid 40 mg', 'stopped', at('08-12'), '1 viên/ngày, sáng'),
    drug('c', 'Bisoprolol 2,5 mg', 'active', at('10-01'), '1 viên/ngày, sáng'),
    drug('d', 'Apixaban 5 mg', 'active', '2025-06-20', '1 viên x 2 lần/ngày'),
    drug('e', 'Dapagliflozin 10 mg', 'active', at('10-02'), '1 viên/ngày'),
    {
      ...drug('f', 'Metformin 850 mg', 'stopped', at('08-12'), '1 viên x 2 lần/ngày'),
      statusReason: { text: 'eGFR dưới 30' },
    },
    drug('g', 'Spironolacton 25 mg', 'draft', at('10-04'), '1 viên/ngày, khi kali dưới 5,0'),
    drug('h', 'Amiodaron 200 mg', 'cancelled', at('10-01'), '1 viên/ngày'),
    ...[
      ['8867-4', 'Mạch', '/phút', 118, 96, 'H'],
      ['9279-1', 'Nhịp thở', '/phút', 26, 22, 'H'],
      ['59408-5', 'SpO2', '%', 91, 94, 'L'],
      ['8310-5', 'Nhiệt độ', '°C', 37.2, 37.1, 'N'],
      ['29463-7', 'Cân nặng', 'kg', 61.5, 58, 'N'],
    ].flatMap(([code, text, unit, now, before, mark]) => [
      vital(String(code), String(text), String(unit), Number(now), at('10-05', '06:00'), String(mark)),
      vital(String(code), String(text), String(unit), Number(before), at('10-04', '06:00'), String(mark)),
    ]),
    pressure('1', 92, 58, at('10-05', '06:00')),
    pressure('2', 108, 64, at('10-04', '06:00')),
    result('1', 'Kali máu', 5.9, 'mmol/L', 'HH', at('10-05', '05:30'), '3,5 – 5,0'),
    result('2', 'Kali máu', 5.1, 'mmol/L', 'H', at('10-03', '05:30'), '3,5 – 5,0'),
    result('3', 'Creatinin máu', 198, 'µmol/L', 'H', at('10-05', '05:30'), '45 – 84'),
    result('4', 'Creatinin máu', 142, 'µmol/L', 'H', at('08-12'), '45 – 84'),
    result('5', 'NT-proBNP', 6820, 'pg/mL', 'H', at('10-01', '10:00'), '< 450'),
    result('6', 'Natri máu', 129, 'mmol/L', 'L', at('10-05', '05:30'), '135 – 145'),
    result('7', 'Huyết sắc tố', 104, 'g/L', 'L', at('10-01', '10:00'), '120 – 160'),
    result('8', 'CRP', 12, 'mg/L', 'H', at('10-01', '10:00'), '< 5'),
    result('9', 'Glucose máu', 6.1, 'mmol/L', 'N', at('10-05', '05:30'), '3,9 – 6,4'),
    { ...result('10', 'Troponin T', 900, 'ng/L', 'HH', at('10-01', '10:00'), '< 14'), status: 'entered-in-error' },
    {
      ...result('11', 'HbA1c', 7.4, '%', 'H', '2026-08-10', '< 6,5'),
      performer: [{ type: 'Organization', display: 'Bệnh viện Đa khoa Hạ Long' }],
    },
    report(
      'x',
      'X-quang ngực thẳng',
      'Bóng tim to, chỉ số tim ngực 0,62. Tràn dịch màng phổi hai bên lượng ít. Đám mờ thùy trên phổi phải, cần chụp cắt lớp.',
      at('10-01', '11:00'),
    ),
    report('s', 'Siêu âm tim', 'EF 32 % (Simpson). Giảm động thành trước. Hở van hai lá vừa.', at('10-02', '09:00')),
    { resourceType: 'Device', id: 'ai', deviceName: [{ name: 'Phần mềm đọc phim phổi' }], version: [{ value: '2.1' }] },
    {
      ...report(
        'ai',
        'X-quang ngực, đọc bằng máy',
        'Nốt mờ thùy trên phổi phải, xác suất 0,87. Dấu hiệu lao: 0,21.',
        at('10-01', '11:05'),
      ),
      performer: [{ reference: 'Device/ai' }],
      status: 'preliminary',
    },
    {
      ...report('ai2', 'Siêu âm tim, đo tự động', 'EF 34 %.', at('10-02', '09:05')),
      performer: [{ reference: 'Device/ai' }],
      resultsInterpreter: [{ type: 'Practitioner', display: 'BS. Trần Thị Hà' }],
      issued: at('10-02', '10:00'),
    },
    {
      resourceType: 'Procedure',
      id: 'p1',
      status: 'completed',
      code: { text: 'Chọc hút dịch màng phổi phải' },
      performedDateTime: at('10-03', '15:00'),
      ...stay,
    },
    {
      resourceType: 'DocumentReference',
      id: 'd1',
      status: 'current',
      description: 'Tờ điều trị ngày 04/10',
      date: at('10-04', '17:00'),
      content: [{ attachment: { contentType: 'text/plain', data: 'S2jDsyB0aOG7nyBnaeG6o20=', title: 'Tờ điều trị' } }],
    },
    {
      resourceType: 'DocumentReference',
      id: 'd2',
      status: 'current',
      description: 'Giấy chuyển tuyến',
      date: at('10-01'),
      content: [],
    },
    {
      resourceType: 'Flag',
      id: 'fl',
      status: 'active',
      code: { text: 'Nguy cơ ngã cao' },
      period: { start: at('10-01') },
    },
    {
      resourceType: 'Immunization',
      id: 'i',
      status: 'completed',
      vaccineCode: { text: 'Cúm mùa' },
      occurrenceDateTime: '2025-10',
    },
    {
      resourceType: 'Coverage',
      id: 'c',
      status: 'active',
      type: { text: 'BHYT' },
      subscriberId: 'HT3464600000123',
      payor: [{ display: 'BHXH Việt Nam' }],
    },
  ];
}

function encounter(id: string, text: string, status: string, period: object, reason: string): object {
  return { resourceType: 'Encounter', id, status, type: [{ text }], period, reasonCode: [{ text: reason }] };
}

function condition(id: string, code: string, text: string, recordedDate: string): object {
  const icd = coding('http://hl7.org/fhir/sid/icd-10', code);
  return {
    resourceType: 'Condition',
    id,
    code: { text, coding: icd },
    recordedDate,
    clinicalStatus: { coding: [{ code: 'active' }] },
  };
}

function allergy(id: string, text: string, criticality: string, reaction: string): object {
  return {
    resourceType: 'AllergyIntolerance',
    id,
    code: { text },
    criticality,
    reaction: [{ manifestation: [{ text: reaction }] }],
  };
}

function drug(id: string, text: string, status: string, authoredOn: string, dose: string): object {
  return {
    resourceType: 'MedicationRequest',
    id,
    status,
    intent: 'order',
    medicationCodeableConcept: { text },
    authoredOn,
    dosageInstruction: [{ text: dose, route: { text: 'uống' } }],
  };
}

let made = 0;

function vital(
  code: string,
  text: string,
  unit: string,
  value: number,
  effectiveDateTime: string,
  mark: string,
): object {
  return {
    resourceType: 'Observation',
    id: `v${++made}`,
    status: 'final',
    category: [{ coding: [{ code: 'vital-signs' }] }],
    code: { text, coding: coding(loinc, code) },
    valueQuantity: { value, unit },
    interpretation: [{ coding: [{ code: mark }] }],
    effectiveDateTime,
    ...stay,
  };
}

function pressure(id: string, systolic: number, diastolic: number, effectiveDateTime: string): object {
  const part = (text: string, value: number) => ({ code: { text }, valueQuantity: { value, unit: 'mmHg' } });
  return {
    ...vital('85354-9', 'Huyết áp', '', 0, effectiveDateTime, 'N'),
    id: `bp${id}`,
    valueQuantity: undefined,
    component: [part('Tâm thu', systolic), part('Tâm trương', diastolic)],
  };
}

function result(
  id: string,
  text: string,
  value: number,
  unit: string,
  mark: string,
  effectiveDateTime: string,
  range: string,
): object {
  return {
    resourceType: 'Observation',
    id: `r${id}`,
    status: 'final',
    code: { text },
    valueQuantity: { value, unit },
    interpretation: [{ coding: [{ code: mark }] }],
    referenceRange: [{ text: range }],
    effectiveDateTime,
  };
}

function report(id: string, text: string, conclusion: string, effectiveDateTime: string): object {
  return {
    resourceType: 'DiagnosticReport',
    id,
    status: 'final',
    category: [{ coding: [{ code: 'RAD' }] }],
    code: { text },
    conclusion,
    effectiveDateTime,
    ...stay,
  };
}
