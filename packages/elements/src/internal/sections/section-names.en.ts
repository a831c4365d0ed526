import type { RecordSection } from '@diemcau/fhir';

/** Names of a record's sections. */
const sectionNames: Readonly<Record<RecordSection, string>> = {
  patient: 'Patient',
  problems: 'Diagnoses and problems',
  allergies: 'Allergies',
  medications: 'Medication',
  immunizations: 'Immunizations',
  results: 'Laboratory results',
  vitalSigns: 'Vital signs',
  procedures: 'Procedures',
  encounters: 'Encounters',
  imaging: 'Imaging',
  documents: 'Documents',
  plans: 'Care plans',
  devices: 'Medical devices',
  socialHistory: 'Social history',
  pregnancy: 'Pregnancy',
  directives: 'Advance directives',
  alerts: 'Alerts',
  familyHistory: 'Family history',
  functionalStatus: 'Functional status',
  coverage: 'Insurance',
};

export default sectionNames;
