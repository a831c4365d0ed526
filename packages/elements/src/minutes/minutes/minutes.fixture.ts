import type { MinutesDraft } from '@diemcau/fhir';
import type { MinutesSignature, MinutesState } from '@diemcau/sdk';

/** Complete minutes of an invented case. */
export function draft(patch: Partial<MinutesDraft> = {}): MinutesDraft {
  return {
    caseId: 'case-1',
    patient: { name: 'Nguyễn Văn Đảo', birthDate: '2024-06-20', gender: 'male', identifiers: [] },
    admissionNumber: '26-004512',
    department: 'Khoa Nhi',
    ward: 'P.203',
    bed: '12',
    treatedFrom: '2026-03-01',
    diagnosisBefore: [{ text: 'Co giật do sốt', code: 'R56.0' }],
    openedAt: '2026-03-05T02:10:00Z',
    breaks: [{ from: '2026-03-05T02:20:00Z', to: '2026-03-05T02:21:00Z' }],
    location: 'Phòng hội chẩn',
    participants: [
      {
        siteId: '01001',
        siteName: 'Bệnh viện Nhi Trung ương',
        sub: '0045/BYT',
        name: 'PGS. Lê Thị Nhi',
        title: 'Trưởng khoa',
        role: 'chair',
      },
      { siteId: '22001', siteName: 'TTYT Cô Tô', sub: '0012/QN', name: 'BS. Nguyễn Đảo', role: 'secretary' },
    ],
    summary: 'Sốt cao ngày thứ hai, co giật hai lần.',
    agenda: [{ question: 'Có cần chọc dịch não tủy không?', conclusion: 'Có, khi ổn định.' }],
    conclusion: 'Theo dõi viêm màng não.',
    diagnosisAfter: [{ text: 'Viêm màng não', code: 'G03' }],
    prognosis: '',
    plan: 'Kháng sinh, chuyển viện khi thời tiết cho phép.',
    orders: [
      {
        kind: 'drug',
        text: 'Ceftriaxone 100 mg/kg/ngày',
        orderedBy: { sub: '0045/BYT', name: 'PGS. Lê Thị Nhi', siteId: '01001' },
        orderedAt: '2026-03-05T02:30:00Z',
      },
    ],
    excerpts: [{ text: 'CRP 96 mg/L H (05/03/2026)', sourceRef: 'Observation/crp' }],
    ...patch,
  };
}

/** A confirmed signature of the chair unless told otherwise. */
export function signature(patch: Partial<MinutesSignature> = {}): MinutesSignature {
  return {
    role: 'chair',
    signer: { siteId: '01001', sub: '0045/BYT', name: 'PGS. Lê Thị Nhi', jkt: 'k' },
    signedAt: '2026-03-05T03:00:00Z',
    verification: 'verified',
    queued: false,
    ...patch,
  };
}

/** What the secretary sees while writing. */
export function writing(patch: Partial<MinutesState> = {}): Partial<MinutesState> {
  return {
    status: 'editing',
    draft: draft(),
    version: 3,
    savedAt: '2026-03-05T02:31:00Z',
    role: 'secretary',
    canEdit: true,
    canSign: true,
    ...patch,
  };
}
