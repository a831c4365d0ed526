import type { RecordSection } from '@diemcau/fhir';

/** Sections in the order in which a doctor reads them; `patient` is the banner. */
export const sectionOrder: readonly RecordSection[] = [
  'alerts',
  'allergies',
  'problems',
  'medications',
  'results',
  'vitalSigns',
  'imaging',
  'documents',
  'procedures',
  'encounters',
  'immunizations',
  'pregnancy',
  'familyHistory',
  'socialHistory',
  'functionalStatus',
  'devices',
  'plans',
  'directives',
  'coverage',
];
