import { newestPageSize, type RecordEntry, type RecordModel, type RecordSection } from '@diemcau/fhir';
import type { RecordFilter, RecordLooks } from '../../internal/reading.types.js';
import { drugsOf } from './drugs.js';
import { filtered, filteredRecord, filterOptions, type Matching } from './filter.js';
import { find, indexOf, type SearchIndex } from './search.js';
import { timelineOf, timelinePage } from './timeline.js';

/** Sections of a record. */
type Sections = RecordModel['sections'];

/** What was worked out of one record, kept while it is the same. */
interface Worked {
  index?: SearchIndex;
  timeline?: ReturnType<typeof timelineOf>;
  filter?: { name: string; found: Matching };
}

/** The ways of looking at a record that was read; each is worked out when first asked. Answers are JSON text. */
export interface Looking {
  /** Entries of a section under a filter, in the section's order. */
  entries(reading: string, section: RecordSection, filter?: RecordFilter): readonly RecordEntry[];
  look<What extends keyof RecordLooks>(reading: string, what: What, ask: RecordLooks[What]['ask']): string;
  /** Forgets what was worked out: the record is another. */
  forget(reading: string): void;
}

/** Makes them; `sectionsOf` throws for a record that is no longer there. */
export function createLooking(sectionsOf: (reading: string) => Sections, now: () => number): Looking {
  const known = new Map<string, Worked>();

  function matching(worked: Worked, sections: Sections, filter: RecordFilter): Matching {
    const name = JSON.stringify(filter);
    if (worked.filter?.name !== name) worked.filter = { name, found: filtered(sections, filter, now()) };
    return worked.filter.found;
  }

  const looks: { [What in keyof RecordLooks]: Look<What> } = {
    find: (sections, worked, { query, limit }) => find((worked.index ??= indexOf(sections)), query, limit),
    filter: (sections, worked, filter) => filteredRecord(sections, matching(worked, sections, filter), newestPageSize),
    options: (sections) => filterOptions(sections, now()),
    timeline(sections, worked, { filter, ...page }) {
      const items = (worked.timeline ??= timelineOf(sections, now()));
      if (!filter) return timelinePage(items, page);
      const keys = new Set<string>();
      for (const entries of matching(worked, sections, filter).entries.values())
        for (const { key } of entries) keys.add(key);
      return timelinePage(
        items.filter(({ key }) => keys.has(key)),
        page,
      );
    },
    drugs: (sections) => drugsOf(sections.medications.entries, now()),
    place: (sections, _, { section, entryKey }) => sections[section].entries.findIndex(({ key }) => key === entryKey),
  };

  function workedOf(reading: string): Worked {
    let worked = known.get(reading);
    if (!worked) known.set(reading, (worked = {}));
    return worked;
  }

  return {
    entries(reading, section, filter) {
      const sections = sectionsOf(reading);
      if (!filter) return sections[section].entries;
      return matching(workedOf(reading), sections, filter).entries.get(section) ?? [];
    },
    look: (reading, what, ask) => JSON.stringify(looks[what](sectionsOf(reading), workedOf(reading), ask)),
    forget: (reading) => void known.delete(reading),
  };
}

type Look<What extends keyof RecordLooks> = (
  sections: Sections,
  worked: Worked,
  ask: RecordLooks[What]['ask'],
) => RecordLooks[What]['answer'];
