import { recordSections, type RecordEntry, type RecordModel, type RecordSection } from '@diemcau/fhir';
import type { FilteredRecord, FilterOptions, RecordFilter } from '../../internal/reading.types.js';
import { holds, isOpenStay, isVoid, lasting } from './holding.js';
import { spanOf, spanOfEntry, type Span } from './span.js';

type Sections = RecordModel['sections'];

/** Sections whose entries are measured values, of which some are abnormal. */
const valued: ReadonlySet<RecordSection> = new Set(['results', 'vitalSigns', 'pregnancy', 'functionalStatus']);
/** What never grows old: whole under a period or an episode. */
const ageless: ReadonlySet<RecordSection> = new Set(['patient', 'allergies', 'alerts', 'directives']);

/** A stay and the time that it covers. */
export interface Episode {
  entry: RecordEntry;
  span: Span;
  /** Keys of the stay itself and of those within it. */
  keys: ReadonlySet<string>;
}

/** The open stay that began last, else the newest one. */
export function episodeOf({ encounters }: Sections, now: number): Episode | undefined {
  const stays = encounters.entries.flatMap((entry) => {
    const open = isOpenStay(entry, now);
    const span = isVoid(entry) ? undefined : spanOfEntry(entry, open);
    return span && span[0] <= now ? [{ entry, span, open }] : [];
  });
  // A whole admission comes before the visits within it: of those that are alike, the longer.
  const order = (a: (typeof stays)[number], b: (typeof stays)[number]) =>
    Number(b.open) - Number(a.open) || Math.min(b.span[1], now) - Math.min(a.span[1], now) || a.span[0] - b.span[0];
  const [newest] = [...stays].sort(order);
  if (!newest) return undefined;
  const { entry, span } = newest;
  const inside = stays.filter((one) => one.span[0] >= span[0] && Math.min(one.span[1], now) <= span[1]);
  return { entry, span, keys: new Set([entry.key, ...inside.map((one) => one.entry.key)]) };
}

/** Whether an entry belongs to a stay: by the encounter that it names, else by its dates. */
function isOf({ keys, span }: Episode, entry: RecordEntry, section: RecordSection): boolean | undefined {
  if (keys.has(entry.key) || (entry.encounter !== undefined && keys.has(entry.encounter))) return true;
  // Named another stay, e.g. of the same days at another hospital.
  if (entry.encounter !== undefined) return false;
  return overlaps(entry, section, span);
}

/** `undefined`: it has no date to compare. */
function overlaps(entry: RecordEntry, section: RecordSection, [from, to]: Span): boolean | undefined {
  const span = spanOfEntry(entry, lasting.has(section) && holds(entry, section, to === Infinity ? Date.now() : to));
  return span && span[0] <= to && span[1] >= from;
}

const isAbnormal = ({ value, parts = [] }: RecordEntry): boolean =>
  [value, ...parts.map((part) => part.value)].some((one) => one?.mark !== undefined && one.mark !== 'normal');

/** Entries that meet all criteria, by section and in their order. */
export interface Matching {
  entries: ReadonlyMap<RecordSection, readonly RecordEntry[]>;
  /** Entries left out because they have no date that could be compared. */
  undated: number;
}

/** Puts the entries of a record to the test. */
export function filtered(sections: Sections, filter: RecordFilter, now: number): Matching {
  const episode = filter.episode ? episodeOf(sections, now) : undefined;
  const period = periodOf(filter);
  const found = new Map<RecordSection, RecordEntry[]>();
  let undated = 0;
  for (const section of recordSections) {
    const test = (entry: RecordEntry): boolean => {
      if (filter.active && !holds(entry, section, now)) return false;
      if (filter.abnormal && valued.has(section) && (isVoid(entry) || !isAbnormal(entry))) return false;
      if (filter.origin && (entry.source === undefined) !== (filter.origin === 'own')) return false;
      if (filter.news && !entry.news) return false;
      if (ageless.has(section)) return true;
      const inside = period ? overlaps(entry, section, period) : true;
      const within = filter.episode ? episode && isOf(episode, entry, section) : true;
      if ((inside === undefined && within !== false) || (within === undefined && episode && inside !== false))
        undated++;
      return inside === true && within === true;
    };
    found.set(section, sections[section].entries.filter(test));
  }
  return { entries: found, undated };
}

function periodOf({ from, to }: RecordFilter): Span | undefined {
  if (!from && !to) return undefined;
  return [(from && spanOf(from)?.[0]) || -Infinity, (to && spanOf(to)?.[1]) || Infinity];
}

/** The first page of each section under a filter, and the counts. The patient, who is the banner, is no part of it. */
export function filteredRecord(sections: Sections, matching: Matching, pageSize: number): FilteredRecord {
  let [count, total] = [0, 0];
  const pages = recordSections.map((section) => {
    const entries = matching.entries.get(section) ?? [];
    if (section !== 'patient') [count, total] = [count + entries.length, total + sections[section].entries.length];
    return [section, { count: entries.length, entries: entries.slice(0, pageSize) }];
  });
  return {
    count,
    total,
    undated: matching.undated,
    sections: Object.fromEntries(pages) as FilteredRecord['sections'],
  };
}

/** What there is to filter by, counted. */
export function filterOptions(sections: Sections, now: number): FilterOptions {
  const options: FilterOptions = { total: 0, own: 0, elsewhere: 0, abnormal: 0 };
  for (const section of recordSections) {
    if (section === 'patient') continue;
    for (const entry of sections[section].entries) {
      options.total++;
      if (entry.source === undefined) options.own++;
      else options.elsewhere++;
      if (valued.has(section) && !isVoid(entry) && isAbnormal(entry)) options.abnormal++;
    }
  }
  const episode = episodeOf(sections, now);
  if (episode) {
    const { title, date, endDate, source } = episode.entry;
    let count = 0;
    for (const [section, entries] of filtered(sections, { episode: true }, now).entries)
      if (section !== 'patient') count += entries.length;
    options.episode = {
      title,
      count,
      ...(date ? { date } : {}),
      ...(endDate ? { endDate } : {}),
      ...(source ? { source } : {}),
    };
  }
  return options;
}
