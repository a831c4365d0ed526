const words = {
  title: 'Danh bạ điểm cầu',
  search: 'Tìm điểm cầu',
  hint: 'Tên, tỉnh, chuyên khoa',
  province: 'Tỉnh, thành phố',
  specialty: 'Chuyên khoa',
  any: 'Tất cả',
  levels: { upper: 'Tuyến trên', lower: 'Tuyến dưới' },
  count: (shown: number, total: number) => (shown === total ? `${total} điểm cầu` : `${shown} trong ${total} điểm cầu`),
  online: (count: number) => `${count} người trực tuyến`,
  offline: 'Không có người trực tuyến',
  noMatch: 'Không có điểm cầu nào khớp với điều kiện đang chọn.',
  waiting: 'Danh bạ sẽ hiện ra khi kết nối với mạng lưới hội chẩn.',
};
export default words;
