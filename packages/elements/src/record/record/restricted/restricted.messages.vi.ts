const words = {
  masked: (count: number, sections: string) => `${count} mục hạn chế đã che, ở: ${sections}.`,
  open: 'Mở có nêu lý do',
  shown: (count: number) => `Đang hiện ${count} mục hạn chế theo lý do đã nêu.`,
  sent: 'Lần mở này đã ghi vào nhật ký của ca.',
  queued: 'Lần mở này đã giữ trên máy, sẽ gửi vào nhật ký của ca khi có mạng.',
  host: 'Lần mở này đã báo cho phần mềm của bệnh viện.',
  notExported: 'Bản in và bản xuất vẫn không có các mục này.',
  title: 'Mở mục hạn chế truy cập',
  warning:
    'Việc mở được ghi nhật ký cùng họ tên, nơi làm việc, thời điểm và lý do của bạn, và được xem xét lại trong 3 ngày làm việc.',
  reason: 'Lý do cần xem',
  hint: 'Ít nhất ba từ. Không ghi họ tên hay số giấy tờ của người bệnh.',
  tooShort: 'Hãy nêu lý do, ít nhất ba từ.',
  confirm: 'Ghi lý do và mở',
  sending: 'Đang ghi nhật ký…',
  back: 'Không mở',
};

export default words;
