import type { CaseRequest } from '@diemcau/fhir';

/** An invented child of Cô Tô. */
export function caseRequest(): Partial<CaseRequest> {
  return {
    patientId: 'hs-204-17',
    patient: {
      name: 'Bé Na',
      birthDate: '2024-05-20',
      gender: 'female',
      identifiers: [{ kind: 'internal', value: 'BN000417' }],
      contacts: [{ name: 'Chị Hạnh', relation: 'mẹ' }],
    },
    urgency: 'emergency',
    kind: 'clinical',
    to: ['01019'],
    specialty: 'Nhi',
    question: 'Sốt cao co giật, có chọc dò tủy sống không?',
    reasonForAdmission: 'Sốt, co giật',
    history: 'Sốt 2 ngày, co giật toàn thân 3 phút.',
    pastHistory: 'Khỏe',
    allergies: 'Chưa ghi nhận',
    examination: 'Mạch 140, nhiệt độ 39,5',
    results: 'CRP 48 mg/L',
    medications: 'Paracetamol',
    diagnoses: [{ text: 'Co giật do sốt', code: 'R56.0' }],
    treatedFrom: '2026-11-20',
    treatment: 'Hạ sốt',
    department: 'Nhi',
    ward: '2',
    bed: '5',
    admissionNumber: '26-0417',
    patientInformed: true,
  };
}
