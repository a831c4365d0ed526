import type { RecordSection } from '@diemcau/fhir';
import type { RecordSectionConfig } from '../../../internal/record-section-config.types.js';

/** Sections in the order in which a doctor reads them; `patient` is the banner. */
const order: readonly Exclude<RecordSection, 'patient'>[] = [
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

const ofReader: ReadonlySet<string> = new Set(order);

/** Whether a section is one of the reader's, with entries and a state of its own. */
export function isOfReader(name: string): name is RecordSection {
  return ofReader.has(name);
}

/** The sections of `diemcau-record` unless an embedder gives others: copy, reorder, leave out, add. */
export const defaultRecordSections: readonly RecordSectionConfig[] = order.map((name) => ({ name }));
