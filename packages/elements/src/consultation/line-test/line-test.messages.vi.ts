import type { LineTestState, LineTestStep } from '@diemcau/sdk';

const names: Record<LineTestStep['name'], string> = {
  'secure-context': 'Trang mở bằng https',
  browser: 'Trình duyệt',
  policy: 'Trang cho phép dùng micro, camera',
  microphone: 'Micro',
  camera: 'Camera',
  gateway: 'Máy chủ hội chẩn',
  clock: 'Đồng hồ của máy',
  path: 'Đường truyền hình và tiếng',
  bandwidth: 'Tốc độ',
};

const states: Record<LineTestStep['state'], string> = {
  pending: 'chờ',
  running: 'đang thử',
  passed: 'đạt',
  warning: 'dùng được, cần lưu ý',
  failed: 'không đạt',
  skipped: 'bỏ qua',
};

/** What to do when a step is not well. */
const advice: Record<LineTestStep['name'], string> = {
  'secure-context': 'Mở trang bằng https, hoặc mở cửa sổ bảo mật của máy chủ hội chẩn.',
  browser: 'Cập nhật Chrome, Edge (bản 109 trở lên) hoặc Firefox.',
  policy: 'Phần mềm bệnh viện đang chặn micro, camera trong khung này: báo bộ phận công nghệ thông tin.',
  microphone: 'Cắm micro, cho phép trình duyệt dùng micro. Không có micro vẫn nghe và nhắn tin được.',
  camera: 'Cắm camera, cho phép trình duyệt dùng camera. Không có camera vẫn hội chẩn được.',
  gateway: 'Kiểm tra mạng của bệnh viện; nội dung soạn trên máy này vẫn được giữ.',
  clock: 'Chỉnh lại ngày giờ của máy.',
  path: 'Tường lửa có thể chặn hình và tiếng: báo bộ phận công nghệ thông tin mở cổng theo hướng dẫn triển khai.',
  bandwidth: 'Đóng chương trình khác đang dùng mạng, hoặc chọn “Chỉ tiếng”.',
};

const verdicts: Record<NonNullable<LineTestState['result']>['verdict'], string> = {
  video: 'Đường truyền đủ cho hình và tiếng.',
  audio: 'Đường truyền đủ cho tiếng; hình sẽ tắt bớt.',
  text: 'Đường truyền chỉ đủ cho chữ và hồ sơ.',
  none: 'Chưa kết nối được. Ca vẫn soạn được và tự gửi khi có mạng.',
};

const facts: Readonly<Record<string, (value: string) => string>> = {
  rtt: (value) => `độ trễ ${value} ms`,
  up: (value) => `gửi ${value} kbit/s`,
  down: (value) => `nhận ${value} kbit/s`,
  loss: (value) => `mất gói ${value} %`,
  skew: (value) => `lệch ${value} giây`,
  label: (value) => value,
  browser: (value) => value,
};

const vi = {
  title: 'Kiểm tra thiết bị và đường truyền',
  start: 'Bắt đầu kiểm tra',
  again: 'Kiểm tra lại',
  running: 'Đang kiểm tra…',
  intro: 'Mất chừng nửa phút. Trình duyệt có thể hỏi cho phép dùng micro và camera.',
  names,
  states,
  advice,
  verdicts,
  facts,
};

export default vi;
