/** A code list of the insurance XML (QĐ 130, 4750, 824): code -> Vietnamese name. */
export type CodeList = Readonly<Record<string, string>>;

/** MA_DANTOC (QĐ 121-TCTK/PPCĐ): the 54 ethnic groups and 55 for foreigners. */
export const ethnicGroups: CodeList = {
  '01': 'Kinh',
  '02': 'Tày',
  '03': 'Thái',
  '04': 'Hoa',
  '05': 'Khơ-me',
  '06': 'Mường',
  '07': 'Nùng',
  '08': 'HMông',
  '09': 'Dao',
  '10': 'Gia-rai',
  '11': 'Ngái',
  '12': 'Ê-đê',
  '13': 'Ba-na',
  '14': 'Xơ-đăng',
  '15': 'Sán Chay',
  '16': 'Cơ-ho',
  '17': 'Chăm',
  '18': 'Sán Dìu',
  '19': 'Hrê',
  '20': 'Mnông',
  '21': 'Ra-glai',
  '22': 'Xtiêng',
  '23': 'Bru-Vân Kiều',
  '24': 'Thổ',
  '25': 'Giáy',
  '26': 'Cơ-tu',
  '27': 'Gié-Triêng',
  '28': 'Mạ',
  '29': 'Khơ-mú',
  '30': 'Co',
  '31': 'Ta-ôi',
  '32': 'Chơ-ro',
  '33': 'Kháng',
  '34': 'Xinh-mun',
  '35': 'Hà Nhì',
  '36': 'Chu-ru',
  '37': 'Lào',
  '38': 'La Chí',
  '39': 'La Ha',
  '40': 'Phù Lá',
  '41': 'La Hủ',
  '42': 'Lự',
  '43': 'Lô Lô',
  '44': 'Chứt',
  '45': 'Mảng',
  '46': 'Pà Thẻn',
  '47': 'Cơ Lao',
  '48': 'Cống',
  '49': 'Bố Y',
  '50': 'Si La',
  '51': 'Pu Péo',
  '52': 'Brâu',
  '53': 'Ơ-đu',
  '54': 'Rơ-măm',
  '55': 'Người nước ngoài',
};

/** GIOI_TINH. */
export const sexes: CodeList = {
  '1': 'Nam',
  '2': 'Nữ',
  '3': 'Chưa xác định',
};

/** KET_QUA_DTRI. */
export const treatmentOutcomes: CodeList = {
  '1': 'Khỏi',
  '2': 'Đỡ',
  '3': 'Không thay đổi',
  '4': 'Nặng hơn',
  '5': 'Tử vong',
  '6': 'Tiên lượng nặng xin về',
  '7': 'Chưa xác định',
  '8': 'Tử vong ngoại viện',
};

/** MA_LOAI_RV. */
export const dischargeKinds: CodeList = {
  '1': 'Ra viện',
  '2': 'Chuyển tuyến theo yêu cầu chuyên môn',
  '3': 'Trốn viện',
  '4': 'Xin ra viện',
  '5': 'Chuyển tuyến theo yêu cầu người bệnh',
};

/** MA_LYDO_CT of XML13. */
export const referralReasons: CodeList = {
  '1': 'Đủ điều kiện chuyển tuyến',
  '2': 'Không phù hợp với khả năng đáp ứng của cơ sở',
  '3': 'Theo yêu cầu',
};

/** MA_LOAI_KCB: 01–10 QĐ 824/2023; 11–16 from 01/08/2026, after secondary notes. */
export const careForms: CodeList = {
  '01': 'Khám bệnh',
  '02': 'Điều trị ngoại trú',
  '03': 'Điều trị nội trú',
  '04': 'Điều trị nội trú ban ngày',
  '05': 'Điều trị ngoại trú dài ngày (khám và lĩnh thuốc)',
  '06': 'Điều trị lưu tại trạm y tế, PKĐKKV',
  '07': 'Nhận thuốc theo hẹn (không khám)',
  '08': 'Điều trị ngoại trú dài ngày có DVKT và/hoặc thuốc',
  '09': 'Điều trị nội trú dưới 4 giờ',
  '10': 'Khác',
  '11': 'Lưu động',
  '12': 'Tại nhà',
  '13': 'Y học gia đình',
  '14': 'Từ xa',
  '15': 'Khám sức khỏe định kỳ',
  '16': 'Khám sàng lọc',
};

/** PP_VO_CAM. */
export const anaesthesias: CodeList = {
  '1': 'Gây mê',
  '2': 'Gây tê',
  '3': 'Châm tê',
  '4': 'Khác',
};

/** MA_PTTT. */
export const paymentWays: CodeList = {
  '1': 'Phí dịch vụ',
  '2': 'Định suất',
  '3': 'Trường hợp bệnh (DRG)',
};
