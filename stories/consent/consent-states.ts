import type { ConsentStoreState, PurposeState } from '@diemcau/sdk';

type Purpose = PurposeState['purpose'];

const words: Record<Purpose, [title: string, ...paragraphs: string[]]> = {
  teleconsultation: [
    'Hội chẩn từ xa với Bệnh viện Nhi Trung ương',
    'Bác sĩ của bệnh viện này trao đổi qua truyền hình với bác sĩ của Bệnh viện Nhi Trung ương để tìm cách điều trị tốt nhất cho người bệnh.',
    'Bác sĩ tuyến trên tư vấn; bác sĩ đang điều trị vẫn chịu trách nhiệm.',
  ],
  'record-share': [
    'Chia sẻ hồ sơ và hình ảnh',
    'Hồ sơ bệnh án, kết quả xét nghiệm và hình ảnh của đợt điều trị này được gửi cho các bác sĩ tham gia. Quyền xem hết sau khi ca hoàn tất 24 giờ.',
  ],
  recording: [
    'Ghi âm, ghi hình buổi hội chẩn',
    'Buổi hội chẩn được ghi lại và lưu trong hồ sơ. Từ chối không ảnh hưởng đến việc khám, chữa bệnh.',
  ],
  teaching: ['Đào tạo, nghiên cứu', 'Thông tin đã bỏ tên, tuổi và số giấy tờ được dùng để dạy học và nghiên cứu.'],
  'ai-support': ['Hỗ trợ bằng trí tuệ nhân tạo', 'Phần mềm gợi ý cho bác sĩ; bác sĩ luôn là người quyết định.'],
};

/** One purpose as the store gives it; undecided unless told otherwise. */
export function purpose(name: Purpose, patch: Partial<PurposeState> = {}): PurposeState {
  const [title, ...paragraphs] = words[name];
  const required = name === 'teleconsultation' || name === 'record-share';
  return {
    purpose: name,
    required,
    decision: 'undecided',
    queued: false,
    text: { purpose: name, version: '2026-02', title, paragraphs },
    ...patch,
  };
}

/** A purpose that a mother decided for her child. */
export function decided(name: Purpose, decision: PurposeState['decision'], queued = false): PurposeState {
  return purpose(name, {
    decision,
    queued,
    consentId: `consent-${name}`,
    decidedAt: '2026-10-05T02:12:00Z',
    performer: { kind: 'representative', name: 'Hoàng Thị Biển', relation: 'mẹ' },
    witness: { siteId: '22901', name: 'BS. Phạm Thị Hải Yến' },
  });
}

/** A child of 29 months whose mother is asked. */
export function asking(patch: Partial<ConsentStoreState> = {}): Partial<ConsentStoreState> {
  const names = Object.keys(words) as Purpose[];
  return {
    status: 'ready',
    gate: 'closed',
    patient: { name: 'Nguyễn Thị Ánh Dương', birthDate: '2024-06-10' },
    purposes: names.map((name) => purpose(name)),
    ...patch,
  };
}

/** All decided: what is needed is there. */
export function allDecided(patch: Partial<ConsentStoreState> = {}): Partial<ConsentStoreState> {
  return asking({
    gate: 'open',
    share: 'shared',
    purposes: [
      decided('teleconsultation', 'permitted'),
      decided('record-share', 'permitted'),
      decided('recording', 'refused'),
      decided('teaching', 'withdrawn'),
      decided('ai-support', 'refused'),
    ],
    ...patch,
  });
}
