import type { RecordSection } from '@diemcau/fhir';
import type { RecordStoreState } from './record.types.js';

/** Written out here: importing the list would bring the whole reader before anybody opens a record. The type keeps both alike. */
const every: Readonly<Record<RecordSection, true>> = {
  patient: true,
  problems: true,
  allergies: true,
  medications: true,
  immunizations: true,
  results: true,
  vitalSigns: true,
  procedures: true,
  encounters: true,
  imaging: true,
  documents: true,
  plans: true,
  devices: true,
  socialHistory: true,
  pregnancy: true,
  directives: true,
  alerts: true,
  familyHistory: true,
  functionalStatus: true,
  coverage: true,
};

/** Every section, not provided. */
export function emptySections(): RecordStoreState['sections'] {
  const sections = Object.keys(every).map((section) => [section, { state: 'not-provided', count: 0, entries: [] }]);
  return Object.fromEntries(sections) as RecordStoreState['sections'];
}
