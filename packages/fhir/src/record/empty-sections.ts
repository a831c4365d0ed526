import { recordSections } from './record.types.js';
import type { RecordModel, RecordSection } from './record.types.js';

/** Every section, not provided, without entries. */
export function emptySections(): RecordModel['sections'] {
  const sections = {} as Record<RecordSection, RecordModel['sections'][RecordSection]>;
  for (const key of recordSections) sections[key] = { state: 'not-provided', count: 0, entries: [] };
  return sections;
}
