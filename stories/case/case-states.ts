import type { CaseRequest } from '@diemcau/fhir';
import type { CaseView } from '@diemcau/sdk';

/** An invented child on Cô Tô with febrile convulsions. */
export function request(patch: Partial<CaseRequest> = {}): CaseRequest {
  return {
    caseId: 'case-1',
    patient: {
      name: 'Nguyễn Thị Ánh Dương',
      birthDate: '2024-06-10',
      gender: 'female',
      identifiers: [
        { kind: 'internal', value: 'CT-000123' },
        { kind: 'insurance', value: 'TE1222200000017' },
      ],
      contacts: [{ name: 'Nguyễn Văn Bình', relation: 'bố', phone: '0900 000 001' }],
    },
    urgency: 'emergency',
    kind: 'clinical',
    to: ['01902'],
    specialty: 'Thần kinh nhi',
    question:
      'Trẻ sốt cao co giật lần hai trong 24 giờ, tri giác lơ mơ: có cần chọc dịch não tủy và chuyển viện ngay không?',
    reasonForAdmission: 'Sốt cao, co giật',
    history: 'Sốt ngày thứ hai, co giật toàn thân khoảng 3 phút, sau cơn lơ mơ.',
    pastHistory: 'Sinh đủ tháng, tiêm chủng đủ theo lịch.',
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

/** A case as the consulted site sees it. */
export function oneCase(patch: Partial<Omit<CaseView, 'request'>> & { request?: Partial<CaseRequest> } = {}): CaseView {
  const { request: changed, ...rest } = patch;
  const caseId = rest.caseId ?? 'case-1';
  return {
    caseId,
    state: 'sent',
    overdue: false,
    request: request({ ...changed, caseId }),
    requestingSite: '22901',
    consultedSites: ['01902'],
    myRoles: ['consulted'],
    people: [
      { siteId: '22901', sub: '001234/QN-CCHN', name: 'BS. Phạm Thị Hải Yến', role: 'secretary' },
      { siteId: '01902', sub: '004567/BYT-CCHN', name: 'PGS.TS. Đặng Hoài Nam', role: 'chair' },
    ],
    allowed: ['accept', 'reject', 'ask', 'assign'],
    consentGate: 'open',
    sentAt: new Date(Date.now() - 80 * 60_000).toISOString(),
    updatedAt: new Date().toISOString(),
    version: '1',
    ...rest,
  };
}

/** A sitting's cases, most urgent first. */
export const sitting: readonly CaseView[] = [
  oneCase({ caseId: 'case-1', overdue: true }),
  oneCase({
    caseId: 'case-2',
    requestingSite: '15901',
    state: 'accepted',
    request: {
      urgency: 'urgent',
      specialty: 'Tim mạch can thiệp',
      question: 'Đau ngực 3 giờ, ST chênh lên V1–V4: tiêu sợi huyết trước khi chuyển?',
      patient: { name: 'Lý A Phủ', birthDate: '1958', gender: 'male', identifiers: [] },
    },
  }),
  oneCase({
    caseId: 'case-3',
    requestingSite: '48902',
    state: 'information-needed',
    request: {
      question: 'Thai 32 tuần, huyết áp 170/110, protein niệu: dùng magie sulfat và chuyển lúc nào?',
      specialty: 'Sản phụ khoa',
      urgency: 'urgent',
      patient: {
        name: 'Công Tằng Tôn Nữ Thị Phương Thảo Nguyên',
        birthDate: '1991-02-03',
        gender: 'female',
        identifiers: [{ kind: 'national-id', value: '048191000017' }],
      },
    },
  }),
  oneCase({
    caseId: 'case-4',
    requestingSite: '24901',
    state: 'in-session',
    request: {
      urgency: 'routine',
      specialty: 'Lao và bệnh phổi',
      question: 'Lao phổi đã điều trị 2 tháng, AFB còn dương tính: có cần đổi phác đồ không?',
      patient: {
        name: 'Vàng A Páo',
        birthDate: '1969',
        gender: 'male',
        identifiers: [{ kind: 'internal', value: 'YT-004417' }],
      },
    },
  }),
  oneCase({ caseId: 'case-5', state: 'completed', request: { urgency: 'routine' } }),
];

/** As many as an expert never wants to see. */
export const many: readonly CaseView[] = Array.from({ length: 40 }, (_, at) => ({
  ...sitting[at % 4]!,
  caseId: `case-${at}`,
}));
