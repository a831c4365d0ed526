/** A province of the 34 since 07/2025 (NQ 202/2025/QH15) and the old ones that it was made of. */
export interface Province {
  code: string;
  name: string;
  /** Names before the merger, of the 63; empty when unchanged. */
  mergedFrom: readonly string[];
}

/**
 * The 34 provinces. MA_CSKCB prefixes and old records carry codes of the 63 (there 15 was Yên Bái, here Lào Cai): never derive a province of today from them.
 */
export const provinces34: readonly Province[] = [
  { code: '01', name: 'Hà Nội', mergedFrom: [] },
  { code: '04', name: 'Cao Bằng', mergedFrom: [] },
  { code: '08', name: 'Tuyên Quang', mergedFrom: ['Tuyên Quang', 'Hà Giang'] },
  { code: '11', name: 'Điện Biên', mergedFrom: [] },
  { code: '12', name: 'Lai Châu', mergedFrom: [] },
  { code: '14', name: 'Sơn La', mergedFrom: [] },
  { code: '15', name: 'Lào Cai', mergedFrom: ['Lào Cai', 'Yên Bái'] },
  { code: '19', name: 'Thái Nguyên', mergedFrom: ['Bắc Kạn', 'Thái Nguyên'] },
  { code: '20', name: 'Lạng Sơn', mergedFrom: [] },
  { code: '22', name: 'Quảng Ninh', mergedFrom: [] },
  { code: '24', name: 'Bắc Ninh', mergedFrom: ['Bắc Ninh', 'Bắc Giang'] },
  { code: '25', name: 'Phú Thọ', mergedFrom: ['Vĩnh Phúc', 'Phú Thọ', 'Hòa Bình'] },
  { code: '31', name: 'Hải Phòng', mergedFrom: ['Hải Dương', 'Hải Phòng'] },
  { code: '33', name: 'Hưng Yên', mergedFrom: ['Hưng Yên', 'Thái Bình'] },
  { code: '37', name: 'Ninh Bình', mergedFrom: ['Hà Nam', 'Ninh Bình', 'Nam Định'] },
  { code: '38', name: 'Thanh Hóa', mergedFrom: [] },
  { code: '40', name: 'Nghệ An', mergedFrom: [] },
  { code: '42', name: 'Hà Tĩnh', mergedFrom: [] },
  { code: '44', name: 'Quảng Trị', mergedFrom: ['Quảng Trị', 'Quảng Bình'] },
  { code: '46', name: 'Huế', mergedFrom: [] },
  { code: '48', name: 'Đà Nẵng', mergedFrom: ['Đà Nẵng', 'Quảng Nam'] },
  { code: '51', name: 'Quảng Ngãi', mergedFrom: ['Quảng Ngãi', 'Kon Tum'] },
  { code: '52', name: 'Gia Lai', mergedFrom: ['Gia Lai', 'Bình Định'] },
  { code: '56', name: 'Khánh Hòa', mergedFrom: ['Khánh Hòa', 'Ninh Thuận'] },
  { code: '66', name: 'Đắk Lắk', mergedFrom: ['Đắk Lắk', 'Phú Yên'] },
  { code: '68', name: 'Lâm Đồng', mergedFrom: ['Lâm Đồng', 'Đắk Nông', 'Bình Thuận'] },
  { code: '75', name: 'Đồng Nai', mergedFrom: ['Đồng Nai', 'Bình Phước'] },
  { code: '79', name: 'TP. Hồ Chí Minh', mergedFrom: ['TP. Hồ Chí Minh', 'Bình Dương', 'Bà Rịa - Vũng Tàu'] },
  { code: '80', name: 'Tây Ninh', mergedFrom: ['Tây Ninh', 'Long An'] },
  { code: '82', name: 'Đồng Tháp', mergedFrom: ['Đồng Tháp', 'Tiền Giang'] },
  { code: '86', name: 'Vĩnh Long', mergedFrom: ['Vĩnh Long', 'Bến Tre', 'Trà Vinh'] },
  { code: '91', name: 'An Giang', mergedFrom: ['An Giang', 'Kiên Giang'] },
  { code: '92', name: 'Cần Thơ', mergedFrom: ['Cần Thơ', 'Sóc Trăng', 'Hậu Giang'] },
  { code: '96', name: 'Cà Mau', mergedFrom: ['Cà Mau', 'Bạc Liêu'] },
];
