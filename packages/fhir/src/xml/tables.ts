/** Tables of QĐ 130/4750 by the tag of one record. Single tables have their root as record. */
export const recordTags: Readonly<Record<string, string>> = {
  TRANG_THAI_KCB: 'XML0',
  TONG_HOP: 'XML1',
  CHI_TIET_THUOC: 'XML2',
  CHI_TIET_DVKT: 'XML3',
  CHI_TIET_CLS: 'XML4',
  CHI_TIET_DIEN_BIEN_BENH: 'XML5',
  HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS: 'XML6',
  CHI_TIEU_DU_LIEU_GIAY_RA_VIEN: 'XML7',
  CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN: 'XML8',
  DU_LIEU_GIAY_CHUNG_SINH: 'XML9',
  CHI_TIEU_DU_LIEU_GIAY_NGHI_DUONG_THAI: 'XML10',
  CHI_TIEU_DU_LIEU_GIAY_CHUNG_NHAN_NGHI_VIEC_HUONG_BAO_HIEM_XA_HOI: 'XML11',
  CHI_TIEU_GIAYCHUYENTUYEN: 'XML13',
  CHI_TIEU_GIAYHEN_KHAMLAI: 'XML14',
  CHITIET_DIEUTRI_BENHLAO: 'XML15',
};

/** One record of a table: its fields as written, trimmed, blanks left out. */
export interface Row {
  table: string;
  /** `XML2/CHI_TIET_THUOC[4]`, counted from 1 within the file. */
  at: string;
  /** Which HOSO of the envelope it stood in. */
  file: number;
  fields: ReadonlyMap<string, string>;
}
