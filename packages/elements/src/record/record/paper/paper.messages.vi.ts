const vi = {
  whole: 'Bản in hồ sơ bệnh án',
  sections: 'Bản in một phần hồ sơ bệnh án',
  summary: 'Bản in tóm tắt hồ sơ bệnh án',
  documentTitle: 'Ho so benh an',
  partOf: (sections: string) => `Chỉ gồm: ${sections}. Các mục khác của hồ sơ không in ở đây.`,
  summaryOf: 'Chỉ gồm những điều đang có hiệu lực, tối đa theo từng nhóm; không thay cho toàn bộ hồ sơ.',
  summaryCount: (shown: number, count: number) => (shown < count ? `${shown} trong ${count} mục` : `${count} mục`),
  nothingNow: 'Không có điều đang có hiệu lực trong dữ liệu nhận được.',
  parts: {
    allergies: 'Dị ứng',
    problems: 'Chẩn đoán, bệnh đang có',
    medications: 'Thuốc đang dùng',
    vitalSigns: 'Dấu hiệu sinh tồn gần nhất',
    results: 'Xét nghiệm gần nhất',
    imaging: 'Chẩn đoán hình ảnh',
    encounters: 'Đợt khám, điều trị',
    machine: 'Kết quả của máy',
  },
  converted: 'Bản giấy chuyển đổi từ hồ sơ bệnh án điện tử (Thông tư 13/2025/TT-BYT)',
  lookup: (code: string) => `Mã tra cứu: ${code}`,
  noLookup: 'Không có mã tra cứu: chưa tính được mã băm của nguồn',
  hash: (hash: string) => `SHA-256 của bản điện tử: ${hash}`,
  qrShared: 'Mã QR: nơi lưu bản điện tử được chia sẻ và mã băm, không có dữ liệu người bệnh',
  qrOwn: 'Mã QR: mã băm của nguồn và thời điểm in, không có dữ liệu người bệnh',
  printed: (when: string, who: string, site: string) =>
    ['In lúc ' + when, who && `người in: ${who}`, site].filter(Boolean).join(' · '),
  page: (page: number, pages: number) => `Trang ${page}/${pages}`,
  continued: (title: string) => `${title} (tiếp theo)`,
  count: (count: number) => `${count} mục`,
  notProvided: 'Không có dữ liệu được cung cấp: không biết là có hay không.',
  empty: 'Nguồn ghi rõ: không có.',
  failed: 'Chưa đọc được: không có nghĩa là không có dữ liệu.',
  truncated: 'Chưa đủ: nguồn đã cắt bớt hoặc có mục chưa đọc được.',
  reading: 'Chưa đọc xong khi in.',
  hidden: 'Được giữ lại theo lựa chọn của người bệnh; có thể có dữ liệu không in ở đây.',
  failedPages: 'Không lấy đủ các mục của phần này khi in.',
  restricted: 'Bản in không gồm thông tin thuộc diện hạn chế theo pháp luật (nếu có).',
  restrictedIncluded: 'Bản in gồm cả thông tin thuộc diện hạn chế theo pháp luật (nếu có). Bảo quản theo quy định.',
  attachment: (type: string, title: string) => `Tệp kèm theo, không in ở đây: ${title} (${type})`,
  text: 'Nội dung của nguồn',
  account: (total: number, setAside: number) =>
    setAside
      ? `Nguồn có ${total} mục dữ liệu, trong đó ${setAside} mục chưa đọc được và không in.`
      : `Nguồn có ${total} mục dữ liệu, không mục nào phải để riêng.`,
  end: 'Hết bản in',
};

export default vi;
