import type { ConsentGate } from '@diemcau/protocol';
import type { ConsentStoreState, PurposeState } from '@diemcau/sdk';
import sectionNames from '../../internal/sections/section-names.vi.js';
import type { DraftFault } from './draft/check-draft.js';

const gates: Record<ConsentGate, string> = {
  open: 'Đã đủ điều kiện chia sẻ',
  emergency: 'Đang chia sẻ theo căn cứ cấp cứu',
  closed: 'Chưa đủ điều kiện chia sẻ: hồ sơ chưa rời bệnh viện',
};

const decisions: Record<PurposeState['decision'], string> = {
  undecided: 'Chưa quyết định',
  permitted: 'Đồng ý',
  refused: 'Không đồng ý',
  withdrawn: 'Đã rút lại',
};

const shares: Record<NonNullable<ConsentStoreState['share']>, string> = {
  none: '',
  sharing: 'Đang gửi hồ sơ cho tuyến trên',
  shared: 'Hồ sơ đã gửi cho tuyến trên',
  queued: 'Hồ sơ được giữ trên máy này, sẽ tự gửi khi có mạng',
  failed: 'Chưa gửi được hồ sơ. Sự đồng ý đã lưu; hồ sơ sẽ được gửi lại.',
  'no-source': 'Chưa có hồ sơ để gửi: bệnh viện chưa đính kèm hồ sơ vào ca này.',
};

const faults: Record<DraftFault, string> = {
  'none-decided': 'Chưa có quyết định nào được chọn',
  'required-undecided': 'Chọn “Đồng ý” hoặc “Không đồng ý” cho các mục đích cần có',
  kind: 'Chọn người quyết định',
  name: 'Ghi họ và tên người quyết định',
  relation: 'Ghi quan hệ với người bệnh',
  'child-told': 'Xác nhận đã giải thích và hỏi ý kiến của trẻ',
  evidence: 'Chọn cách thể hiện ý kiến',
  typed: 'Gõ họ và tên để xác nhận',
  drawn: 'Ký vào khung chữ ký',
};

const vi = {
  title: 'Phiếu đồng ý',
  loading: 'Đang tải phiếu đồng ý',
  gates,
  decisions,
  shares,
  faults,
  sections: sectionNames,
  faultsTitle: 'Cần bổ sung trước khi xem lại',
  ask: 'Người bệnh hoặc người đại diện quyết định từng mục đích. Không đồng ý với một mục đích không bắt buộc thì việc khám, chữa bệnh vẫn như thường.',
  required: 'Cần có để hội chẩn từ xa',
  requiredText:
    'Nếu không đồng ý, hồ sơ không được gửi đi và ca này không thể hội chẩn từ xa; người bệnh vẫn được điều trị tại bệnh viện.',
  optional: 'Không bắt buộc',
  permit: 'Đồng ý',
  deny: 'Không đồng ý',
  decideAgain: 'Quyết định lại',
  keepDecision: 'Giữ quyết định cũ',
  decidedBy: (name: string, when: string) => `${name}, ${when}`,
  relationOf: (relation: string) => `(${relation} của người bệnh)`,
  witness: (name: string, site: string) => `Chứng kiến và ký: ${name}${site ? `, ${site}` : ''}`,
  who: 'Người quyết định',
  whoPatient: 'Người bệnh',
  whoRepresentative: 'Người đại diện của người bệnh',
  infant: 'Người bệnh dưới 7 tuổi: cha, mẹ hoặc người giám hộ quyết định.',
  child:
    'Người bệnh từ đủ 7 đến dưới 18 tuổi: người đại diện quyết định, và trẻ cũng phải được giải thích, hỏi ý kiến.',
  childTold: 'Đã giải thích cho trẻ bằng lời dễ hiểu và trẻ đồng ý với quyết định này',
  name: 'Họ và tên',
  relation: 'Quan hệ với người bệnh',
  relationHint: 'Ví dụ: mẹ, cha, người giám hộ',
  identifier: 'Số định danh cá nhân hoặc hộ chiếu',
  identifierHint: 'Không bắt buộc',
  withheld: 'Phần hồ sơ không chia sẻ',
  withheldText: 'Đánh dấu phần mà người bệnh không muốn gửi đi. Bác sĩ tuyến trên chỉ thấy rằng phần đó được giữ lại.',
  withheldNone: 'Không giữ lại phần nào',
  evidence: 'Cách thể hiện ý kiến',
  drawn: 'Ký tay trên màn hình',
  typed: 'Gõ họ và tên',
  verbal: 'Nói miệng sau khi nghe đọc toàn bộ',
  verbalText: 'Người chứng kiến đọc to từng mục đích và ghi lại câu trả lời.',
  drawnText: 'Chữ ký vẽ là bằng chứng về ý kiến của người bệnh, không phải chữ ký số.',
  pad: 'Khung chữ ký. Nếu không dùng chuột hoặc bút được, hãy chọn gõ họ tên hoặc nói miệng.',
  clear: 'Xóa, ký lại',
  typedLabel: 'Gõ đúng họ và tên người quyết định',
  review: 'Xem lại trước khi ký',
  reviewTitle: 'Xem lại',
  reviewText: 'Đọc lại cho người quyết định nghe trước khi ký.',
  back: 'Quay lại sửa',
  sign: 'Ký với tư cách người chứng kiến',
  signAs: (name: string) =>
    `Người chứng kiến: ${name}. Chữ ký số của người chứng kiến xác nhận ai đã quyết định điều gì, lúc nào.`,
  signing: 'Đang ký và gửi…',
  kept: 'Nội dung vừa chọn vẫn còn trên màn hình này.',
  nothing: 'Chưa có mục đích nào cần quyết định.',
  readOnly: 'Tài khoản này chỉ xem, không lấy ý kiến đồng ý.',
  withdraw: 'Rút lại đồng ý',
  withdrawText:
    'Từ lúc rút lại, bên nhận không xem được nữa. Những gì đã làm trước đó vẫn hợp lệ. Không cần nêu lý do.',
  withdrawReason: 'Lý do (không bắt buộc)',
  withdrawNoReason: 'Không nêu lý do',
  withdrawConfirm: 'Xác nhận rút lại',
  cancel: 'Thôi',
  print: 'In bản cho người bệnh',
  download: 'Tải về dạng chữ',
  copyTitle: 'PHIẾU ĐỒNG Ý XỬ LÝ DỮ LIỆU CÁ NHÂN TRONG HỘI CHẨN TỪ XA',
  copyFile: 'phieu-dong-y.txt',
  copyPatient: 'Người bệnh',
  copyCase: 'Mã ca',
  copyVersion: (version: string) => `Xem lại nội dung đã đọc (bản ${version})`,
  copyRights:
    'Dữ liệu sức khỏe là dữ liệu cá nhân nhạy cảm. Người bệnh có quyền xem, sửa, nhận bản sao, hạn chế, phản đối, rút lại đồng ý và yêu cầu xóa theo Luật Bảo vệ dữ liệu cá nhân. Muốn rút lại, báo cho bệnh viện nơi đã ký, bất cứ lúc nào.',
  copyMade: (when: string) => `Bản in lúc ${when}`,
};

export default vi;
