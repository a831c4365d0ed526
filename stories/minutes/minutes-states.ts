import type { MinutesDraft } from '@diemcau/fhir';
import type { MinutesSignature, MinutesState } from '@diemcau/sdk';

const chair = { siteId: '01902', sub: '004567/BYT-CCHN', name: 'PGS.TS. Đặng Hoài Nam' };
const secretary = { siteId: '22901', sub: '001234/QN-CCHN', name: 'BS. Phạm Thị Hải Yến' };

/** Complete minutes of an invented child. */
export function draft(patch: Partial<MinutesDraft> = {}): MinutesDraft {
  return {
    caseId: 'case-1',
    patient: { name: 'Nguyễn Thị Ánh Dương', birthDate: '2024-06-10', gender: 'female', identifiers: [] },
    admissionNumber: '26-004512',
    department: 'Khoa Nhi',
    ward: 'P.203',
    bed: '12',
    treatedFrom: '2026-10-03',
    treatedTo: '2026-10-05',
    diagnosisBefore: [{ text: 'Co giật do sốt, theo dõi viêm màng não', code: 'R56.0' }],
    openedAt: '2026-10-05T02:30:00Z',
    closedAt: '2026-10-05T03:05:00Z',
    breaks: [{ from: '2026-10-05T02:41:00Z', to: '2026-10-05T02:42:00Z' }],
    location: 'Phòng hội chẩn từ xa, Trung tâm Y tế Cô Tô',
    participants: [
      { ...chair, siteName: 'Bệnh viện Nhi Trung ương', title: 'Chuyên gia', role: 'chair' },
      { ...secretary, siteName: 'Trung tâm Y tế Cô Tô', title: 'Bác sĩ điều trị', role: 'secretary' },
      {
        siteId: '01902',
        siteName: 'Bệnh viện Nhi Trung ương',
        sub: '004999/BYT-CCHN',
        name: 'TS. Nguyễn Hoàng Phương Khánh Linh',
        role: 'member',
      },
    ],
    summary:
      'Trẻ nữ 29 tháng, sốt cao ngày thứ hai, co giật toàn thân hai lần trong 24 giờ, mỗi cơn 3 phút, cắt cơn bằng diazepam. Sau cơn trẻ lơ mơ. CRP 96 mg/L, bạch cầu 18,2 G/L.',
    agenda: [
      {
        question: 'Có cần chọc dịch não tủy ngay không?',
        conclusion: 'Có, khi huyết động ổn định; nếu không chọc được thì dùng kháng sinh ngay.',
      },
      { question: 'Chuyển viện bằng đường biển tối nay?', conclusion: 'Chưa; hội chẩn lại sau 6 giờ.' },
    ],
    conclusion: 'Theo dõi viêm màng não mủ. Điều trị ngay tại chỗ, chưa chuyển viện khi biển động.',
    diagnosisAfter: [{ text: 'Theo dõi viêm màng não mủ', code: 'G00.9' }],
    prognosis: 'Dè dặt.',
    plan: 'Kháng sinh tĩnh mạch, chống phù não, theo dõi tri giác mỗi giờ.',
    orders: [
      {
        kind: 'drug',
        text: 'Ceftriaxone 100 mg/kg/ngày, tĩnh mạch',
        orderedBy: chair,
        orderedAt: '2026-10-05T02:50:00Z',
      },
    ],
    excerpts: [{ text: 'CRP: 96 mg/L HH (04/10/2026)', sourceRef: 'Observation/crp' }],
    ...patch,
  };
}

/** A confirmed, verified signature. */
export function signature(role: 'chair' | 'secretary', patch: Partial<MinutesSignature> = {}): MinutesSignature {
  const signer = { ...(role === 'chair' ? chair : secretary), jkt: 'thumbprint' };
  return { role, signer, signedAt: '2026-10-05T03:10:00Z', verification: 'verified', queued: false, ...patch };
}

/** What the secretary sees while writing. */
export function writing(patch: Partial<MinutesState> = {}): Partial<MinutesState> {
  return {
    status: 'editing',
    draft: draft(),
    version: 4,
    saving: 'saved',
    savedAt: '2026-10-05T02:58:00Z',
    role: 'secretary',
    canEdit: true,
    canSign: true,
    ...patch,
  };
}

/** Both have signed. */
export function signed(patch: Partial<MinutesState> = {}): Partial<MinutesState> {
  const signatures = [signature('secretary'), signature('chair')];
  return writing({
    status: 'signed',
    canEdit: false,
    canSign: false,
    documentId: '0192f000-0000-7000-8000-000000000001',
    signatures,
    ...patch,
  });
}
