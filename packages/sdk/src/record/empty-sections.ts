import { recordSections, type RecordSection } from '@diemcau/fhir';
import type { RecordStoreState } from './record.types.js';

/** Every section, not provided. */
export function emptySections(): RecordStoreState['sections'] {
  return Object.fromEntries(recordSections.map((section) => [section, { state: 'not-provided', count: 0, entries: [] }])) as unknown as Record<
    RecordSection,
    RecordStoreState['sections'][RecordSection]
  >;
}
