import { asObjects, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import { ownSystems } from '../internal/systems.js';

/** Fact key of each insurance XML field that is kept as text and that a reader of the record wants to see. The rest stays in the FHIR. */
const keys: Readonly<Record<string, string>> = {
  'XML1.MA_LY_DO_VNT': 'admissionReasonCode',
  'XML1.MA_DOITUONG_KCB': 'visitKind',
  'XML1.MA_TAI_NAN': 'injury',
  'XML1.NGAY_VAO_NOI_TRU': 'admittedAt',
  'XML1.GIAY_CHUYEN_TUYEN': 'referralNumber',
  'XML1.PP_DIEU_TRI': 'treatment',
  'XML1.KET_QUA_DTRI': 'outcome',
  'XML1.GHI_CHU': 'note',
  'XML1.NGAY_TAI_KHAM': 'revisit',
  'XML1.MA_DKBD': 'registeredAt',
  'XML1.MA_KHUVUC': 'area',
  'XML1.NGAY_MIEN_CCT': 'copaymentExemptFrom',
  'XML1.NAM_NAM_LIEN_TUC': 'fiveYearsFrom',
  'XML2.MA_PP_CHEBIEN': 'preparation',
  'XML2.MA_CSKCB_THUOC': 'drugOrigin',
  'XML2.HAM_LUONG': 'strength',
  'XML2.DANG_BAO_CHE': 'form',
  'XML2.SO_DANG_KY': 'registration',
  'XML2.MA_KHOA': 'department',
  'XML2.NGAY_TH_YL': 'carriedOutAt',
  'XML3.DON_VI_TINH': 'unit',
  'XML3.SO_LUONG': 'quantity',
  'XML3.MA_KHOA': 'department',
  'XML3.MA_GIUONG': 'bed',
  'XML3.MA_BAC_SI': 'prescriber',
  'XML3.NGUOI_THUC_HIEN': 'performer',
  'XML3.MA_BENH': 'reason',
  'XML3.MA_BENH_YHCT': 'reason',
  'XML3.NGAY_YL': 'orderedAt',
  'XML3.NGAY_KQ': 'resultAt',
  'XML3.PP_VO_CAM': 'anaesthesia',
  'XML3.VI_TRI_TH_DVKT': 'bodySite',
  'XML3.MA_HIEU_SP': 'model',
  'XML4.MO_TA': 'description',
};

/** Facts that the insurance XML gave and FHIR has no element for. */
export function insuranceFacts(resource: Json): { key: string; text: string }[] {
  if (resource['extension'] === undefined) return [];
  const facts: { key: string; text: string }[] = [];
  for (const extension of asObjects(resource['extension'])) {
    const url = extension['url'];
    if (typeof url !== 'string' || !url.startsWith(ownSystems.insurance)) continue;
    const field = url.slice(ownSystems.insurance.length);
    const text = asText(extension['valueString']);
    if (text && Object.hasOwn(keys, field))
      facts.push({ key: keys[field]!, text: /^\d{12}$/u.test(text) && /NGAY/u.test(field) ? dateText(text) : text });
  }
  return facts;
}

function dateText(text: string): string {
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}T${text.slice(8, 10)}:${text.slice(10, 12)}:00+07:00`;
}
