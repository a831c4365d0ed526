import { dropped, kept, mapped, section } from './rule.js';
import type { TableRules } from './rule.js';

/** XML4, tests: a line with a value is an Observation, one with words alone a DiagnosticReport. */
export const xml4: TableRules = {
  MA_LK: mapped('Observation.encounter | DiagnosticReport.encounter'),
  STT: dropped('sequence'),
  MA_DICH_VU: mapped('code.coding, basedOn (the ServiceRequest of XML3)'),
  MA_CHI_SO: mapped('code.coding'),
  TEN_CHI_SO: mapped('code.text'),
  GIA_TRI: mapped('Observation.valueQuantity | Observation.valueString'),
  DON_VI_DO: mapped('Observation.valueQuantity.unit'),
  MO_TA: kept('Observation | DiagnosticReport', 'Mô tả'),
  KET_LUAN: mapped('DiagnosticReport.conclusion | Observation.note'),
  NGAY_KQ: mapped('effectiveDateTime'),
  MA_BS_DOC_KQ: mapped('performer'),
  DU_PHONG: dropped('spare'),
};

/** XML5, clinical progress: a Composition per line; CSST<…> also becomes vital signs. */
export const xml5: TableRules = {
  MA_LK: mapped('Composition.encounter'),
  STT: dropped('sequence'),
  DIEN_BIEN_LS: section('Diễn biến lâm sàng'),
  GIAI_DOAN_BENH: section('Giai đoạn bệnh'),
  HOI_CHAN: section('Hội chẩn'),
  PHAU_THUAT: section('Phẫu thuật, thủ thuật'),
  THOI_DIEM_DBLS: mapped('Composition.date'),
  NGUOI_THUC_HIEN: mapped('Composition.author'),
  DU_PHONG: dropped('spare'),
};
