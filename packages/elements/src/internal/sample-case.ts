import type { CaseRequest } from '@diemcau/fhir';
import type { CaseView } from '@diemcau/sdk';

/** An invented request, for tests. */
export function sampleRequest(patch: Partial<CaseRequest> = {}): CaseRequest {
  return {
    caseId: 'case-1',
    patient: {
      name: 'Nguyễn Thị Ánh Dương',
      birthDate: '2024-06-10',
      gender: 'female',
      identifiers: [
        { kind: 'insurance', value: 'TE1222200000017' },
        { kind: 'internal', value: 'CT-000123' },
      ],
    },
    urgency: 'emergency',
    kind: 'clinical',
    to: ['01901'],
    specialty: 'Nhi khoa',
    question:
      'Trẻ sốt cao co giật lần hai trong 24 giờ, tri giác lơ mơ: có cần chọc dịch não tủy và chuyển viện ngay không?',
    reasonForAdmission: 'Sốt cao, co giật',
    history: 'Sốt ngày thứ hai, co giật toàn thân 3 phút.',
    pastHistory: 'Sinh đủ tháng, tiêm chủng đủ.',
    allergies: 'Amoxicillin (mẩn ngứa)',
    examination: 'Mạch 150, nhiệt độ 39,8 °C, nhịp thở 40, SpO2 95 %.',
    results: 'Bạch cầu 18,2 G/L, CRP 96 mg/L.',
    medications: 'Paracetamol 15 mg/kg',
    diagnoses: [{ text: 'Co giật do sốt', code: 'R56.0' }],
    treatment: 'Hạ sốt, cắt cơn giật bằng diazepam.',
    department: 'Khoa Nhi',
    ward: 'P.203',
    bed: '12',
    admissionNumber: '26-004512',
    patientInformed: true,
    ...patch,
  };
}

/** An invented case, for tests. */
export function sampleCase(
  patch: Partial<Omit<CaseView, 'request'>> & { request?: Partial<CaseRequest> } = {},
): CaseView {
  const { request, ...rest } = patch;
  const caseId = rest.caseId ?? 'case-1';
  return {
    caseId,
    state: 'sent',
    overdue: false,
    request: sampleRequest({ ...request, caseId }),
    requestingSite: '22345',
    consultedSites: ['01901'],
    myRoles: ['consulted'],
    people: [
      { siteId: '22345', sub: '001234/QN-CCHN', name: 'BS. Phạm Thị Hải Yến', role: 'secretary' },
      { siteId: '01901', sub: '004567/BYT-CCHN', name: 'PGS.TS. Đặng Hoài Nam', role: 'chair' },
    ],
    allowed: ['accept', 'reject', 'ask', 'assign'],
    consentGate: 'open',
    sentAt: new Date(Date.now() - 80 * 60_000).toISOString(),
    updatedAt: new Date().toISOString(),
    version: '1',
    ...rest,
  };
}

/** Invented sites, for tests. */
export const sampleSites = [
  {
    id: '22345',
    name: 'Trung tâm Y tế đặc khu Cô Tô',
    nameEn: 'Co To Medical Centre',
    level: 'lower',
    province: '22',
    specialties: [],
    keys: [],
    origins: [],
  },
  {
    id: '01901',
    name: 'Bệnh viện Nhi Trung ương',
    nameEn: 'National Children’s Hospital',
    level: 'upper',
    province: '01',
    specialties: ['Nhi khoa', 'Hồi sức cấp cứu'],
    keys: [],
    origins: [],
  },
  {
    id: '01902',
    name: 'Bệnh viện Bạch Mai',
    nameEn: 'Bach Mai Hospital',
    level: 'upper',
    province: '01',
    specialties: ['Tim mạch', 'Nội tiết', 'Hồi sức cấp cứu'],
    keys: [],
    origins: [],
  },
  {
    id: '48015',
    name: 'Bệnh viện Đà Nẵng',
    nameEn: 'Da Nang Hospital',
    level: 'upper',
    province: '48',
    specialties: ['Tim mạch', 'Ngoại khoa'],
    keys: [],
    origins: [],
  },
] as const;
