import { loincOfSection } from '../sections.js';
import type { RecordSection } from '../record.types.js';

/** Profile addresses and the document type of the International Patient Summary (HL7 FHIR IPS 2.0). */
export const ips = {
  bundle: 'http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips',
  composition: 'http://hl7.org/fhir/uv/ips/StructureDefinition/Composition-uv-ips',
  /** LOINC "Patient summary Document". */
  type: '60591-5',
} as const;

/** The sections without which a document is no IPS. */
export const requiredSections: readonly RecordSection[] = ['medications', 'allergies', 'problems'];

/** Resource types that Composition-uv-ips lets a section's `entry` refer to; sections that IPS does not name may hold any. */
const typesByLoinc: Readonly<Record<string, readonly string[]>> = {
  '10160-0': ['MedicationStatement', 'MedicationRequest', 'MedicationAdministration', 'MedicationDispense'],
  '48765-2': ['AllergyIntolerance'],
  '11450-4': ['Condition'],
  '11348-0': ['Condition'],
  '47519-4': ['Procedure'],
  '11369-6': ['Immunization'],
  '46264-8': ['DeviceUseStatement'],
  '30954-2': ['Observation', 'DiagnosticReport', 'Media'],
  '8716-3': ['Observation'],
  '47420-5': ['Condition', 'ClinicalImpression'],
  '18776-5': ['CarePlan'],
  '29762-2': ['Observation'],
  '10162-6': ['Observation'],
  '42348-3': ['Consent'],
  '104605-1': ['Flag'],
};

/** Whether IPS lets the section of this LOINC code hold a resource type. */
export function mayHold(loinc: string, type: string): boolean {
  const types = Object.hasOwn(typesByLoinc, loinc) ? typesByLoinc[loinc] : undefined;
  return types === undefined || type === 'DocumentReference' || types.includes(type);
}

/** Whether a section of a record may hold a resource type where IPS defines that section. */
export function fitsSection(section: RecordSection, type: string): boolean {
  const loinc = loincOfSection[section];
  return loinc === undefined || mayHold(loinc, type);
}

/** Titles in both languages: the document may be read abroad. */
export const ipsTitles: Readonly<Record<RecordSection, string>> = {
  patient: 'Người bệnh (Patient)',
  problems: 'Chẩn đoán, bệnh (Problems)',
  allergies: 'Dị ứng (Allergies and intolerances)',
  medications: 'Thuốc (Medication summary)',
  immunizations: 'Tiêm chủng (Immunizations)',
  results: 'Xét nghiệm (Results)',
  vitalSigns: 'Dấu hiệu sinh tồn (Vital signs)',
  procedures: 'Thủ thuật, phẫu thuật (Procedures)',
  encounters: 'Đợt khám, điều trị (Encounters)',
  imaging: 'Chẩn đoán hình ảnh (Imaging)',
  documents: 'Tài liệu (Documents)',
  plans: 'Kế hoạch (Plan of care)',
  devices: 'Thiết bị, vật tư (Medical devices)',
  socialHistory: 'Lối sống, xã hội (Social history)',
  pregnancy: 'Thai sản (Pregnancy)',
  directives: 'Ý nguyện trước (Advance directives)',
  alerts: 'Cảnh báo (Alerts)',
  familyHistory: 'Tiền sử gia đình (Family history)',
  functionalStatus: 'Chức năng (Functional status)',
  coverage: 'Bảo hiểm (Coverage)',
};
