import type { ConsentPurpose } from '@diemcau/protocol';
import type { ConsentStoreState, PurposeState } from '@diemcau/sdk';

const titles: Record<ConsentPurpose, string> = {
  teleconsultation: 'Hội chẩn từ xa với tuyến trên',
  'record-share': 'Chia sẻ hồ sơ và hình ảnh',
  recording: 'Ghi âm, ghi hình',
  teaching: 'Đào tạo, nghiên cứu',
  'ai-support': 'Hỗ trợ bằng AI',
};

/** One purpose, undecided unless told otherwise. */
export function purpose(name: ConsentPurpose, patch: Partial<PurposeState> = {}): PurposeState {
  return {
    purpose: name,
    required: name === 'teleconsultation' || name === 'record-share',
    decision: 'undecided',
    queued: false,
    text: {
      purpose: name,
      version: '2026-01',
      title: titles[name],
      paragraphs: ['Bác sĩ tuyến trên xem hồ sơ và trao đổi qua truyền hình.'],
    },
    ...patch,
  };
}

/** A form that waits for decisions on two required purposes and one optional. */
export function openForm(patch: Partial<ConsentStoreState> = {}): Partial<ConsentStoreState> {
  return {
    status: 'ready',
    patient: { name: 'Nguyễn Thị Sóng', birthDate: '1980-02-03' },
    purposes: [purpose('teleconsultation'), purpose('record-share'), purpose('recording')],
    ...patch,
  };
}
