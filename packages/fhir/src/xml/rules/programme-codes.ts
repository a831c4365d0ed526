import type { CodeList } from '../../internal/codes/insurance-codes.js';

/** MA_BAC_PHAC_DO_BD of XML6. */
export const maBacPhacDoBdHiv: CodeList = {
  '1': 'Phác đồ bậc 1',
  '2': 'Phác đồ bậc 2',
  '3': 'Phác đồ bậc 3',
};

/** MA_LYDO_DTRI of XML6. */
export const maLydoDtriHiv: CodeList = {
  '1': 'Bệnh nhân HIV mới đăng ký lần đầu',
  '2': 'Bệnh nhân HIV chưa điều trị ARV chuyển tới',
  '3': 'Bệnh nhân HIV đã điều trị ARV chuyển tới',
  '4': 'Bệnh nhân HIV đã điều trị ARV nay điều trị lại',
  '5': 'Bệnh nhân HIV chưa điều trị ARV đăng ký lại',
};

/** LOAI_DTRI_LAO of XML6. */
export const loaiDtriLaoHiv: CodeList = {
  '0': 'Không điều trị lao',
  '1': 'Điều trị lao tiềm ẩn',
  '2': 'Điều trị lao',
  '3': 'Điều trị lao kháng thuốc',
};

/** SANG_LOC_LAO of XML6. */
export const sangLocLaoHiv: CodeList = {
  '1': 'Không sàng lọc',
  '2': 'Sàng lọc triệu chứng',
  '3': 'Chụp X-quang phổi',
  '4': 'Xét nghiệm Protein phản ứng C',
};

/** PHACDO_DTRI_LAO of XML6. */
export const phacdoDtriLaoHiv: CodeList = {
  '1': 'Phác đồ 2RHZE/4RHE',
  '2': 'Phác đồ 2RHZE/4RH',
  '3': 'Phác đồ 2RHZE/10RHE',
  '4': 'Phác đồ 2RHZE/10RH',
  '5': 'Phác đồ khác',
  '6': 'Phác đồ INH',
  '7': 'Phác đồ 3HP',
  '9': 'Phác đồ 3HR',
  '10': 'Phác đồ 4R',
};

/** KQ_DTRI_LAO of XML6. */
export const kqDtriLaoHiv: CodeList = {
  '1': 'Đang điều trị',
  '2': 'Hoàn thành',
  '3': 'Thất bại',
  '4': 'Tử vong',
  '5': 'Bỏ điều trị',
  '6': 'Ngừng điều trị (ghi rõ lý do)',
  '7': 'Không đánh giá',
};

/** MA_LYDO_XNTL_VR of XML6. */
export const maLydoXntlVrHiv: CodeList = {
  '1': 'Thường quy',
  '2': 'Nghi ngờ thất bại điều trị',
  '3': 'Khác',
};

/** KQ_XNTL_VR of XML6. */
export const kqXntlVrHiv: CodeList = {
  '1': 'Không phát hiện',
  '2': 'Dưới 50 bản sao/ml',
  '3': 'Từ 50 đến dưới 200 bản sao/ml',
  '4': 'Từ 200 đến 1000 bản sao/ml',
};

/** MA_LOAI_BN of XML6. */
export const maLoaiBnHiv: CodeList = {
  '1': 'Người nhiễm HIV',
  '2': 'Trẻ phơi nhiễm với HIV',
  '3': 'Điều trị dự phòng trước phơi nhiễm',
  '4': 'Điều trị dự phòng sau phơi nhiễm',
  '5': 'Khác',
};

/** GIAI_DOAN_LAM_SANG of XML6. */
export const giaiDoanLamSangHiv: CodeList = {
  '1': 'Giai đoạn I',
  '2': 'Giai đoạn II',
  '3': 'Giai đoạn III',
  '4': 'Giai đoạn IV',
};

/** NHOM_DOI_TUONG of XML6. */
export const nhomDoiTuongHiv: CodeList = {
  '0': 'Người sử dụng ma tuý',
  '1': 'Người bán dâm',
  '2': 'Người có quan hệ tình dục đồng giới',
  '3': 'Người chuyển đổi giới tính',
  '4': 'Vợ, chồng và thành viên khác trong gia đình cùng sống chung với người nhiễm HIV',
  '5': 'Người có quan hệ tình dục với người nhiễm HIV',
};

/** MA_TINH_TRANG_DK of XML6. */
export const maTinhTrangDkHiv: CodeList = {
  '1': 'Trẻ dưới 18 tháng sinh ra từ mẹ nhiễm HIV',
  '2': 'Phơi nhiễm',
  '3': 'Đang điều trị lao',
  '4': 'Có bầu',
  '5': 'Chuyển dạ',
  '6': 'Sau sinh',
  '7': 'Viêm gan',
  '8': 'Nghiện chích ma túy',
  '9': 'Khác',
};

/** LAN_XN_PCR of XML6. */
export const lanXnPcrHiv: CodeList = {
  '1': 'Lần 1',
  '2': 'Lần 2',
  '3': 'Lần 3 (chỉ áp dụng trong lần 1 âm tính và lần 2 dương tính)',
};

/** MA_KQ_XN_PCR of XML6. */
export const maKqXnPcrHiv: CodeList = {
  '0': 'Âm tính',
  '1': 'Dương tính',
};

/** MA_XU_TRI of XML6. */
export const maXuTriHiv: CodeList = {
  '1': 'Điều trị ARV',
  '2': 'Điều trị lao',
  '3': 'Dự phòng lao',
  '4': 'Cotrimoxazol',
  '5': 'PLTMC',
  '6': 'Điều trị viêm gan',
  '7': 'Khác',
};

/** MA_BAC_PHAC_DO of XML6. */
export const maBacPhacDoHiv: CodeList = {
  '1': 'Phác đồ bậc 1',
  '2': 'Phác đồ bậc 2',
  '3': 'Phác đồ bậc 3',
};

/** LY_DO_CHUYEN_PHAC_DO of XML6. */
export const lyDoChuyenPhacDoHiv: CodeList = {
  '1': 'Thiếu thuốc',
  '2': 'Tác dụng phụ',
  '3': 'Thất bại điều trị',
  '4': 'Tối ưu hoá phác đồ',
  '5': 'Phác đồ mới theo hướng dẫn quốc gia',
  '6': 'Khác',
};

/** GIOI_TINH_CON of XML9. */
export const gioiTinhCon: CodeList = {
  '1': 'Nam',
  '2': 'Nữ',
  '3': 'Chưa xác định',
};

/** SINHCON_PHAUTHUAT of XML9. */
export const sinhconPhauthuat: CodeList = {
  '1': 'Có',
  '0': 'Không',
};

/** SINHCON_DUOI32TUAN of XML9. */
export const sinhconDuoi32tuan: CodeList = {
  '1': 'Có',
  '0': 'Không',
};

/** PHANLOAI_LAO_VITRI of XML15. */
export const phanloaiLaoVitri: CodeList = {
  '1': 'Lao phổi',
  '2': 'Lao ngoài phổi',
};

/** PHANLOAI_LAO_TS of XML15. */
export const phanloaiLaoTs: CodeList = {
  '1': 'Lao mới',
  '2': 'Tái phát',
  '3': 'Thất bại',
  '4': 'Điều trị lại sau bỏ trị',
  '5': 'Điều trị lại khác',
  '6': 'Không rõ tiền sử điều trị',
};

/** PHANLOAI_LAO_HIV of XML15. */
export const phanloaiLaoHiv: CodeList = {
  '1': 'Lao/HIV (+)',
  '2': 'Lao/HIV (-)',
  '3': 'Người bệnh lao không rõ tình trạng HIV',
};

/** PHANLOAI_LAO_VK of XML15. */
export const phanloaiLaoVk: CodeList = {
  '1': 'Lao có bằng chứng vi khuẩn học',
  '2': 'Lao không có bằng chứng vi khuẩn học',
};

/** PHANLOAI_LAO_KT of XML15. */
export const phanloaiLaoKt: CodeList = {
  '1': 'Lao kháng đơn thuốc',
  '2': 'Lao kháng nhiều thuốc',
  '3': 'Lao đa kháng thuốc',
  '4': 'Lao kháng Rifampicin-Lao kháng R',
  '5': 'Lao tiền siêu kháng',
  '6': 'Lao siêu kháng thuốc',
};

/** LOAI_DTRI_LAO of XML15. */
export const loaiDtriLao: CodeList = {
  '0': 'Không điều trị lao',
  '1': 'Điều trị lao tiềm ẩn',
  '2': 'Điều trị lao nhạy cảm thuốc',
  '3': 'Điều trị lao kháng thuốc',
};

/** PHACDO_DTRI_LAO of XML15. */
export const phacdoDtriLao: CodeList = {
  '1': 'Phác đồ A1: 2HRZE/4RHE (phác đồ 06 tháng – điều trị lao cho người lớn)',
  '2': 'Phác đồ A2: 2HRZE/4RH (phác đồ 06 tháng – điều trị lao cho trẻ em)',
  '3': 'Phác đồ A1a: 2HPMZ/2HPM (phác đồ 4 tháng – điều trị lao cho người từ 12 tuổi trở lên)',
  '4': 'Phác đồ A2a: 2HRZE/2RH (phác đồ 4 tháng – điều trị lao cho trẻ em từ 3 tháng',
};

/** KET_QUA_DTRI_LAO of XML15. */
export const ketQuaDtriLao: CodeList = {
  '1': 'Khỏi',
  '2': 'Hoàn thành điều trị',
};
