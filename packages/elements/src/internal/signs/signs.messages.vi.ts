/** The four signs, everywhere the same words. */
const words = {
  offline: 'Mất kết nối',
  queued: 'Lưu trên máy này, chưa gửi',
  sent: 'Đã gửi',
  seen: 'Đã xem',
};
export default words;
