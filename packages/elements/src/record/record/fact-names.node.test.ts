import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecord } from '@diemcau/fhir';
import { readInsuranceXml } from '@diemcau/fhir/xml';
import en from './record.messages.en.js';
import vi from './record.messages.vi.js';

const insurance = {
  TONG_HOP:
    'MA_LY_DO_VNT MA_DOITUONG_KCB MA_TAI_NAN NGAY_VAO_NOI_TRU GIAY_CHUYEN_TUYEN PP_DIEU_TRI KET_QUA_DTRI GHI_CHU NGAY_TAI_KHAM MA_DKBD MA_KHUVUC NGAY_MIEN_CCT NAM_NAM_LIEN_TUC MA_HSBA CHAN_DOAN_RV MA_NOI_DI MA_NOI_DEN MA_LOAI_RV MA_THE_BHYT LY_DO_VV',
  CHI_TIET_THUOC:
    'TEN_THUOC MA_PP_CHEBIEN MA_CSKCB_THUOC HAM_LUONG DANG_BAO_CHE SO_DANG_KY MA_KHOA NGAY_TH_YL DUONG_DUNG LIEU_DUNG CACH_DUNG MA_BAC_SI',
  CHI_TIET_DVKT:
    'TEN_DICH_VU DON_VI_TINH SO_LUONG MA_KHOA MA_GIUONG MA_BAC_SI NGUOI_THUC_HIEN MA_BENH MA_BENH_YHCT NGAY_YL NGAY_KQ PP_VO_CAM VI_TRI_TH_DVKT MA_HIEU_SP',
  CHI_TIET_CLS: 'TEN_CHI_SO GIA_TRI MO_TA KET_LUAN MA_BS_DOC_KQ',
};
const xml = Object.entries(insurance)
  .map(([tag, fields]) => `<${tag}><MA_LK>L</MA_LK>${fields.replace(/\w+/gu, '<$&>1</$&>')}</${tag}>`)
  .join('');

/** What the insurance XML cannot say. */
const further = [
  {
    resourceType: 'Patient',
    id: 'p',
    name: [{ text: 'A' }],
    address: [{ text: 'Bản Lìm, Yên Bái' }],
    telecom: [{ system: 'phone', value: '1' }],
    contact: [{ name: { text: 'B' } }],
    link: [{ type: 'replaced-by', other: { display: 'C' } }],
    deceasedBoolean: true,
    extension: ['race', 'occupation'].map((name) => ({
      url: `http://fhir.ehealth.gov.vn/core/StructureDefinition/extension-${name}`,
      valueString: '1',
    })),
  },
  {
    resourceType: 'MedicationRequest',
    id: 'm',
    medicationCodeableConcept: { text: 'd' },
    reportedBoolean: true,
    priorPrescription: { reference: 'MedicationRequest/x' },
    dispenseRequest: { numberOfRepeatsAllowed: 1, expectedSupplyDuration: { value: 1, code: 'd' } },
    dosageInstruction: [{ patientInstruction: '1', text: '2', route: { text: '3' }, site: { text: '4' } }],
  },
  {
    resourceType: 'FamilyMemberHistory',
    id: 'f',
    relationship: { text: 'cha' },
    sex: { text: 'nam' },
    ageString: '60',
    bornDate: '1960',
    deceasedString: '1',
    dataAbsentReason: { text: '1' },
    reasonCode: [{ text: '1' }],
  },
  {
    resourceType: 'Condition',
    id: 'c2',
    code: { text: 'a' },
    evidence: [{ code: [{ text: 'b' }] }],
    stage: [{ summary: { text: 'II' } }],
    onsetRange: { low: { value: 1 } },
    abatementString: '1',
  },
  {
    resourceType: 'DetectedIssue',
    id: 'di',
    code: { text: 'a' },
    detail: '1',
    mitigation: [{ action: { text: '1' } }],
  },
  { resourceType: 'AdverseEvent', id: 'ae', event: { text: 'a' }, seriousness: { text: '1' }, outcome: { text: '1' } },
  {
    resourceType: 'Procedure',
    id: 'pr',
    code: { text: 'a' },
    category: { text: '1' },
    followUp: [{ text: '1' }],
    statusReason: { text: '1' },
    complication: [{ text: '1' }],
    performedString: '1',
  },
  {
    resourceType: 'ServiceRequest',
    id: 'sr',
    code: { text: 'a' },
    orderDetail: [{ text: '1' }],
    asNeededBoolean: true,
    bodySite: [{ text: '1' }],
    quantityQuantity: { value: 1 },
    patientInstruction: '1',
  },
  { resourceType: 'Condition', id: 'c', code: { text: 'a' }, subject: { reference: 'Patient/q' } },
  { resourceType: 'Observation', id: 'o', code: { text: 'K' }, dataAbsentReason: { text: 'mẫu vỡ' } },
  {
    resourceType: 'AllergyIntolerance',
    id: 'a',
    code: { text: 'b' },
    reaction: [{ description: 'mẩn đỏ', onset: '2020', exposureRoute: { text: '1' } }],
  },
  {
    resourceType: 'Immunization',
    id: 'i',
    vaccineCode: { text: 'BCG' },
    isSubpotent: true,
    expirationDate: '2030',
    primarySource: false,
    doseQuantity: { value: 1 },
  },
  { resourceType: 'NutritionOrder', id: 'n', excludeFoodModifier: [{ text: 'đậu phộng' }] },
  {
    resourceType: 'Coverage',
    id: 'v',
    type: { text: 'BHYT' },
    subscriberId: '1',
    relationship: { text: '1' },
    class: [{ name: '1' }],
    network: '1',
  },
  { resourceType: 'Device', id: 'd', patient: {}, type: { text: 'máy' }, udiCarrier: [{ deviceIdentifier: '1' }] },
  {
    resourceType: 'ImagingStudy',
    id: 's',
    description: 'CT',
    identifier: [{ system: 'urn:dicom:uid', value: '1.2' }],
    endpoint: [{ reference: '#e' }],
    contained: [{ resourceType: 'Endpoint', id: 'e', address: 'https://pacs.example' }],
  },
];

test('every fact that a reader gives has a name in both languages', () => {
  const sources = [further, readInsuranceXml(`<x>${xml}</x>`).ok];
  const keys = new Set<string>();
  for (const source of sources)
    for (const { entries } of Object.values(readRecord(source).ok!.sections))
      for (const { facts } of entries) for (const { key } of facts) keys.add(key);
  for (const key of [
    'subject',
    'admittedAt',
    'drugOrigin',
    'absentReason',
    'reactionNote',
    'cardNumber',
    'udi',
    'studyUid',
    'endpoint',
    'formerProvince',
    'replaces',
    'supplyDays',
    'asNeeded',
    'mitigation',
  ])
    assert.ok(keys.has(key), key);
  for (const names of [vi.facts, en.facts])
    assert.deepEqual(
      [...keys].filter((key) => !Object.hasOwn(names, key)),
      [],
    );
});
