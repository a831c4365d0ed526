/** How a table stands in a file: its root, the list in it, and one record. Tables without a list have their root as record. */
export interface TableTags {
  root: string;
  list?: string;
  record: string;
}

/** Tables of QĐ 130/4750. */
export const tableTags: Readonly<Record<string, TableTags>> = {
  XML0: { root: 'CHI_TIEU_TRANG_THAI_KCB', list: 'DSACH_TRANG_THAI_KCB', record: 'TRANG_THAI_KCB' },
  XML1: { root: 'TONG_HOP', record: 'TONG_HOP' },
  XML2: { root: 'CHITIEU_CHITIET_THUOC', list: 'DSACH_CHI_TIET_THUOC', record: 'CHI_TIET_THUOC' },
  XML3: { root: 'CHITIEU_CHITIET_DVKT_VTYT', list: 'DSACH_CHI_TIET_DVKT', record: 'CHI_TIET_DVKT' },
  XML4: { root: 'CHITIEU_CHITIET_DICHVUCANLAMSANG', list: 'DSACH_CHI_TIET_CLS', record: 'CHI_TIET_CLS' },
  XML5: {
    root: 'CHITIEU_CHITIET_DIENBIENLAMSANG',
    list: 'DSACH_CHI_TIET_DIEN_BIEN_BENH',
    record: 'CHI_TIET_DIEN_BIEN_BENH',
  },
  XML6: {
    root: 'CHI_TIEU_HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS',
    list: 'DSACH_HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS',
    record: 'HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS',
  },
  XML7: { root: 'CHI_TIEU_DU_LIEU_GIAY_RA_VIEN', record: 'CHI_TIEU_DU_LIEU_GIAY_RA_VIEN' },
  XML8: { root: 'CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN', record: 'CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN' },
  XML9: { root: 'CHI_TIEU_DU_LIEU_GIAY_CHUNG_SINH', list: 'DSACH_GIAYCHUNGSINH', record: 'DU_LIEU_GIAY_CHUNG_SINH' },
  XML10: { root: 'CHI_TIEU_DU_LIEU_GIAY_NGHI_DUONG_THAI', record: 'CHI_TIEU_DU_LIEU_GIAY_NGHI_DUONG_THAI' },
  XML11: {
    root: 'CHI_TIEU_DU_LIEU_GIAY_CHUNG_NHAN_NGHI_VIEC_HUONG_BAO_HIEM_XA_HOI',
    record: 'CHI_TIEU_DU_LIEU_GIAY_CHUNG_NHAN_NGHI_VIEC_HUONG_BAO_HIEM_XA_HOI',
  },
  XML13: { root: 'CHI_TIEU_GIAYCHUYENTUYEN', record: 'CHI_TIEU_GIAYCHUYENTUYEN' },
  XML14: { root: 'CHI_TIEU_GIAYHEN_KHAMLAI', record: 'CHI_TIEU_GIAYHEN_KHAMLAI' },
  XML15: { root: 'CHI_TIEU_DIEUTRI_BENHLAO', list: 'DSACH_CHITIET_DIEUTRI_BENHLAO', record: 'CHITIET_DIEUTRI_BENHLAO' },
};

/** Table by the tag of one record. */
export const recordTags: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(tableTags).map(([table, { record }]) => [record, table]),
);

/** One record of a table: its fields as written, trimmed, blanks left out. */
export interface Row {
  table: string;
  /** `XML2/CHI_TIET_THUOC[4]`, counted from 1 within the file. */
  readonly at: string;
  /** Which HOSO of the envelope it stood in. */
  file: number;
  fields: ReadonlyMap<string, string>;
}
