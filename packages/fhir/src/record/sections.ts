import { ownSystems } from '../internal/systems.js';
import { asObject, asObjects, asText } from '../internal/json.js';
import { recordSections } from './record.types.js';
import type { RecordSection } from './record.types.js';

/** LOINC codes of document sections (IPS and the national variants seen) and the section of ours that they are. */
const byLoinc: Readonly<Record<string, RecordSection>> = {
  '11450-4': 'problems',
  '11348-0': 'problems',
  '75310-3': 'problems',
  '46241-6': 'problems',
  '11535-2': 'problems',
  '48765-2': 'allergies',
  '10160-0': 'medications',
  '29549-3': 'medications',
  '42346-7': 'medications',
  '10183-2': 'medications',
  '11369-6': 'immunizations',
  '30954-2': 'results',
  '26436-6': 'results',
  '18748-4': 'imaging',
  '18726-0': 'imaging',
  '8716-3': 'vitalSigns',
  '47519-4': 'procedures',
  '29554-3': 'procedures',
  '46240-8': 'encounters',
  '46264-8': 'devices',
  '29762-2': 'socialHistory',
  '10162-6': 'pregnancy',
  '42348-3': 'directives',
  '104605-1': 'alerts',
  '10157-6': 'familyHistory',
  '47420-5': 'functionalStatus',
  '18776-5': 'plans',
  '61146-7': 'plans',
  '48768-6': 'coverage',
};

const own: ReadonlySet<string> = new Set(recordSections);

/** Section of ours that a Composition.section is, by its code. */
export function sectionOfCode(code: unknown): RecordSection | undefined {
  for (const coding of asObjects(asObject(code)?.['coding'])) {
    const value = asText(coding['code']);
    if (!value) continue;
    if (coding['system'] === ownSystems.recordSection && own.has(value)) return value as RecordSection;
    if (Object.hasOwn(byLoinc, value)) return byLoinc[value];
  }
  return undefined;
}

/** The LOINC code and English title that a document of ours gives a section. */
export const loincOfSection: Readonly<Partial<Record<RecordSection, string>>> = {
  problems: '11450-4',
  allergies: '48765-2',
  medications: '10160-0',
  immunizations: '11369-6',
  results: '30954-2',
  imaging: '18748-4',
  vitalSigns: '8716-3',
  procedures: '47519-4',
  encounters: '46240-8',
  devices: '46264-8',
  socialHistory: '29762-2',
  pregnancy: '10162-6',
  directives: '42348-3',
  alerts: '104605-1',
  familyHistory: '10157-6',
  functionalStatus: '47420-5',
  plans: '18776-5',
  coverage: '48768-6',
};
