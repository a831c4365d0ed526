import type { DrugState, TimelineKind } from '@diemcau/sdk';

const drugStates: Record<DrugState, string> = {
  current: 'Đang dùng',
  'on-hold': 'Tạm ngưng',
  planned: 'Dự kiến dùng',
  unknown: 'Nguồn không ghi còn dùng hay không',
  given: 'Đã dùng, đã cấp',
  stopped: 'Đã ngừng hoặc đã kết thúc',
};

const kinds: Record<TimelineKind, string> = {
  encounter: 'Lượt khám',
  note: 'Tài liệu',
  procedure: 'Thủ thuật',
  imaging: 'Hình ảnh',
  result: 'Kết quả',
  medication: 'Thuốc',
  immunization: 'Tiêm chủng',
};

/** Keys and what they do. */
const keyList: readonly (readonly [string, string])[] = [
  ['/', 'tìm trong toàn hồ sơ'],
  ['f', 'mở, đóng bộ lọc'],
  ['c', 'bỏ mọi bộ lọc'],
  ['j, k', 'mục sau, mục trước'],
  [']  [', 'phần sau, phần trước'],
  ['o, Enter', 'mở mục đang chọn'],
  ['g s', 'tóm tắt'],
  ['g l', 'dòng thời gian'],
  ['g p', 'chẩn đoán'],
  ['g m', 'thuốc'],
  ['g a', 'dị ứng'],
  ['g r', 'kết quả xét nghiệm'],
  ['g v', 'dấu hiệu sinh tồn'],
  ['g i', 'chẩn đoán hình ảnh'],
  ['g d', 'tài liệu'],
  ['g e', 'lượt khám, đợt điều trị'],
  ['Esc', 'trở lại các phần của hồ sơ'],
  ['?', 'danh sách phím này'],
];

const vi = {
  drugStates,
  kinds,
  keyList,
  keysInside: 'Các phím này có tác dụng khi đang ở trong hồ sơ và không gõ chữ. Phím của ca bệnh vẫn dùng được.',
  foundTitle: 'Tìm thấy trong hồ sơ',
  finding: 'Đang tìm…',
  findFailed: 'Không tìm được lúc này. Đây không có nghĩa là không có trong hồ sơ.',
  found: (count: number, searched: number) =>
    count ? `Thấy ${count} trên ${searched} mục của hồ sơ` : `Không có mục nào khớp trong ${searched} mục của hồ sơ`,
  foundMore: (count: number) => `Xem thêm ${count} mục`,
  foundFirst: (shown: number, count: number) => `Hiện ${shown} trên ${count} mục. Thêm từ để tìm hẹp hơn.`,
  foundIn: { value: 'Kết quả', code: 'Mã', source: 'Cơ sở', text: 'Văn bản', title: 'Tệp' },
  of: (count: number) => `${count} mục`,
  onlyActive: 'Đang hiệu lực',
  onlyAbnormal: 'Kết quả bất thường',
  onlyEpisode: 'Chỉ đợt điều trị này',
  noEpisode: 'hồ sơ không ghi đợt điều trị có ngày',
  onlyNews: 'Mới từ lần xem trước',
  newsSince: (count: number, when: string) => `${count} mục mới từ ${when}`,
  firstLook: 'lần xem đầu tiên được ghi nhớ',
  period: 'Thời gian',
  periods: { all: 'Tất cả', '7': '7 ngày', '30': '30 ngày', '365': '1 năm' },
  ownPeriod: 'Từ – đến',
  from: 'Từ ngày',
  to: 'Đến ngày',
  range: (from: string | undefined, to: string | undefined) =>
    [from && `từ ${from}`, to && `đến ${to}`].filter(Boolean).join(' '),
  origin: 'Nơi ghi',
  anyOrigin: 'Mọi cơ sở',
  ownOrigin: 'Cơ sở của hồ sơ',
  stay: (from: string, to: string | undefined) => (to ? `${from} – ${to}` : `từ ${from} đến nay`),
  filtering: 'Đang lọc',
  filteringNow: 'đang lọc…',
  filterFailed: 'Không lọc được lúc này: đang hiện toàn bộ hồ sơ.',
  shownOf: (count: number, total: number) => `${count} trên ${total} mục`,
  undated: (count: number) => `(${count} mục không ghi ngày không hiện)`,
  clearFilters: 'Bỏ lọc',
  kindsShown: 'Loại sự kiện',
  timelineLoading: 'Đang lập dòng thời gian…',
  timelineFailed: 'Không lập được dòng thời gian. Hồ sơ còn lại không bị ảnh hưởng.',
  timelineOf: (shown: number, count: number, some: boolean) =>
    `Hiện ${shown} trên ${count} sự kiện${some ? ' thuộc loại đã chọn' : ''}`,
  timelineWhat:
    'Xét nghiệm chỉ gồm phiếu kết quả và trị số nguy hiểm; không gồm kết quả do máy tạo. Đủ cả ở từng phần của hồ sơ.',
  month: (month: string) => (month.includes('/') ? `Tháng ${month}` : `Năm ${month}`),
  moreDrugs: (count: number) => `${count} thuốc khác`,
  drugsLeft: (count: number) => `${count} y lệnh đã hủy, phủ định hoặc nhập nhầm chỉ có trong danh sách dưới đây.`,
  eachOrder: 'Từng y lệnh, lần ghi',
  noDosage: 'không ghi liều',
  changed: (before: string, when: string | undefined) => `đã đổi liều, trước${when ? ` (${when})` : ''}: ${before}`,
  several: 'nhiều liều cùng hiệu lực: xem từng y lệnh',
  why: 'Lý do',
  taken: (since: string | undefined, until: string | undefined, count: number) =>
    [since && `từ ${since}`, until && `đến ${until}`, count > 1 && `${count} lần ghi`].filter(Boolean).join(', '),
};

export default vi;
