const vi = {
  title: 'In / Xuất hồ sơ',
  what: 'In hoặc xuất gì',
  kinds: {
    summary: 'In tóm tắt',
    sections: 'In các mục chọn',
    whole: 'In toàn bộ hồ sơ',
    ips: 'Tải tệp IPS (JSON) cho phần mềm khác',
    'insurance-xml': 'Tải XML bảo hiểm (QĐ 130)',
  },
  hints: {
    summary: 'Những điều đang có hiệu lực, vừa một, hai trang.',
    sections: 'Đủ mọi dòng của các mục được chọn.',
    whole: 'Đủ mọi dòng của mọi mục, cả phần chưa mở trên màn hình.',
    'insurance-xml': 'Các bảng XML1–5, 7, 8, 13, 14 theo từng đợt; phần mềm bệnh viện hoàn thiện rồi mới gửi.',
    ips: 'Tài liệu FHIR R4 theo Tóm tắt hồ sơ quốc tế (International Patient Summary).',
  },
  sections: 'Các mục',
  pdf: 'Để lưu PDF: trong hộp thoại in của trình duyệt, chọn máy in “Lưu dưới dạng PDF”.',
  lacks: 'Bản này không gồm',
  lacksNothing: 'Theo những gì đã đọc được, bản này không bỏ phần nào.',
  withheld: (sections: string) => `Mục người bệnh giữ lại: ${sections}`,
  restricted: (count: number) =>
    `${count} mục thuộc diện hạn chế (HIV, bảo mật cao): cần quyền riêng mới được in, xuất`,
  unread: (sections: string) => `Mục chưa đọc được đủ: ${sections}`,
  setAside: (count: number) => `${count} mục dữ liệu không đọc được`,
  otherPatients: (count: number) => `${count} mục dữ liệu của người khác`,
  files: 'Tệp kèm theo (PDF, ảnh): chỉ in tên',
  warning:
    'Bản giấy và tệp tải về nằm ngoài sự bảo vệ của mạng hội chẩn: không tự hết hạn, không thu hồi được. Anh/chị chịu trách nhiệm bảo quản. Mỗi lần in, xuất đều được ghi nhật ký.',
  print: 'In hoặc lưu PDF',
  make: 'Tạo tệp',
  save: (size: string) => `Tải về (${size})`,
  cancel: 'Hủy',
  close: 'Đóng',
  laying: (pages: number, entries: number) => `Đang dàn trang: ${pages} trang, ${entries} dòng`,
  making: 'Đang tạo tệp…',
  ready: 'Tệp đã tạo xong.',
  passed: 'Đã qua các phép kiểm của chúng tôi theo hồ sơ IPS (không phải bộ kiểm chính thức của HL7).',
  broken: (rules: string) => `Nguồn có chỗ không hợp quy định của IPS, nên tệp cũng vậy: ${rules}`,
  insuranceNote: (tables: string) =>
    tables
      ? `Hồ sơ không có đủ các trường bắt buộc của: ${tables}. Tệp để phần mềm bệnh viện hoàn thiện, không gửi thẳng.`
      : 'Tệp để phần mềm bệnh viện kiểm tra trước khi gửi.',
  done: (pages: number) => `Đã gửi ${pages} trang tới hộp thoại in.`,
  saved: 'Đã tải tệp về máy.',
  vetoed: 'Phần mềm bệnh viện không cho phép việc này.',
  failed: 'Không thực hiện được. Hồ sơ trên màn hình không bị ảnh hưởng.',
  noSection: 'Chọn ít nhất một mục.',
  kilobytes: (count: string) => `${count} kB`,
};

export default vi;
