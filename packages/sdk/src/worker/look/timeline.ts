import type { RecordEntry, RecordModel, RecordSection } from '@diemcau/fhir';
import {
  timelineKinds,
  type TimelineGroup,
  type TimelineItem,
  type TimelineKind,
  type TimelinePage,
} from '../../internal/reading.types.js';
import { isAbsence, isOpenStay, isVoid } from './holding.js';
import { spanOf, spanOfEntry, type Span } from './span.js';

type Sections = RecordModel['sections'];
type Item = TimelineItem & { group: TimelineGroup };

const kindOf: Readonly<Partial<Record<RecordSection, TimelineKind>>> = {
  encounters: 'encounter',
  documents: 'note',
  procedures: 'procedure',
  imaging: 'imaging',
  results: 'result',
  medications: 'medication',
  immunizations: 'immunization',
};

const longestText = 200;

/** All that happened, newest group first and within it newest first. What is void or says that there is nothing did not happen. */
export function timelineOf(sections: Sections, now: number): readonly Item[] {
  const stays = staysOf(sections, now);
  const items = Object.entries(kindOf).flatMap(([section, kind]) =>
    sections[section as RecordSection].entries.flatMap((entry) =>
      belongs(entry, kind) ? [itemOf(entry, section as RecordSection, kind, stays)] : [],
    ),
  );
  const newest = new Map<string, number>();
  const timed = items.map((item) => {
    const at = (item.date && spanOf(item.date)?.[0]) || (item.endDate && spanOf(item.endDate)?.[0]) || -Infinity;
    const name = nameOf(item.group);
    newest.set(name, Math.max(newest.get(name) ?? -Infinity, at));
    return { item, at, name };
  });
  return timed
    .sort(
      (a, b) =>
        difference(newest.get(b.name)!, newest.get(a.name)!) || compare(a.name, b.name) || difference(b.at, a.at),
    )
    .map(({ item }) => item);
}

const difference = (a: number, b: number): number => (a === b ? 0 : a - b);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const nameOf = (group: TimelineGroup): string => (group.of === 'stay' ? group.key : group.month);

/** Of results those that changed something: reports, and values that are out of range. */
function belongs(entry: RecordEntry, kind: TimelineKind): boolean {
  // What machines made stands apart, in its section.
  if (isVoid(entry) || isAbsence(entry) || entry.flags.includes('machine')) return false;
  if (kind !== 'result') return true;
  if (entry.resourceType === 'DiagnosticReport') return true;
  return [entry.value, ...(entry.parts ?? []).map(({ value }) => value)].some((value) =>
    value?.mark?.startsWith('critical'),
  );
}

interface Stay {
  entry: RecordEntry;
  span: Span;
}

function staysOf({ encounters }: Sections, now: number): { byKey: ReadonlyMap<string, Stay>; all: readonly Stay[] } {
  const all = encounters.entries.flatMap((entry) => {
    const span = isVoid(entry) ? undefined : spanOfEntry(entry, isOpenStay(entry, now));
    // A visit of a day gathers what names it; only a stay of several days gathers by its dates.
    return span ? [{ entry, span }] : [];
  });
  return {
    byKey: new Map(all.map((stay) => [stay.entry.key, stay])),
    all: all.filter(({ span }) => span[1] - span[0] > 86_400_000),
  };
}

function itemOf(
  entry: RecordEntry,
  section: RecordSection,
  kind: TimelineKind,
  { byKey, all }: ReturnType<typeof staysOf>,
): Item {
  const { key, title, date, endDate, flags, status, source, news, value } = entry;
  const at = date === undefined ? undefined : spanOf(date)?.[0];
  const stay =
    byKey.get(key) ??
    (entry.encounter === undefined ? undefined : byKey.get(entry.encounter)) ??
    (at === undefined
      ? undefined
      : all.find(({ span, entry: one }) => span[0] <= at && at <= span[1] && one.source === source));
  const text = entry.facts.find(({ key: fact }) => wanted.has(fact))?.text;
  const item: Item = { key, section, kind, title, flags, group: stay ? groupOf(stay.entry) : monthOf(date ?? endDate) };
  if (date) item.date = date;
  if (endDate) item.endDate = endDate;
  if (status) item.status = status;
  if (source) item.source = source;
  if (news) item.news = news;
  if (value) item.value = value;
  if (text && text !== title) item.text = text.length > longestText ? `${text.slice(0, longestText).trimEnd()}…` : text;
  return item;
}

const wanted: ReadonlySet<string> = new Set([
  'conclusion',
  'reason',
  'diagnosis',
  'dosage',
  'text',
  'summary',
  'outcome',
  'author',
]);

function groupOf({ key, title, date, endDate, source }: RecordEntry): TimelineGroup {
  return {
    of: 'stay',
    key,
    title,
    ...(date ? { date } : {}),
    ...(endDate ? { endDate } : {}),
    ...(source ? { source } : {}),
  };
}

/** The month in Vietnam; of a year alone, the year. */
function monthOf(date: string | undefined): TimelineGroup {
  const span = date === undefined ? undefined : spanOf(date);
  if (!span) return { of: 'month', month: '' };
  if (/^\d{4}$/.test(date!)) return { of: 'month', month: date! };
  return { of: 'month', month: new Date(span[0] + 7 * 3_600_000).toISOString().slice(0, 7) };
}

/** A page of the timeline with the kinds that are wanted; none named: all. */
export function timelinePage(
  items: readonly Item[],
  { offset, limit, kinds }: { offset: number; limit: number; kinds?: readonly TimelineKind[] },
): TimelinePage {
  const counts = Object.fromEntries(timelineKinds.map((kind) => [kind, 0])) as Record<TimelineKind, number>;
  for (const { kind } of items) counts[kind]++;
  const chosen = kinds?.length ? items.filter(({ kind }) => kinds.includes(kind)) : items;
  const page = chosen.slice(offset, offset + limit);
  const groups: { group: TimelineGroup; items: TimelineItem[] }[] = [];
  for (const { group, ...item } of page) {
    const last = groups.at(-1);
    if (last && nameOf(last.group) === nameOf(group)) last.items.push(item);
    else groups.push({ group, items: [item] });
  }
  return { count: chosen.length, kinds: counts, groups, next: offset + page.length };
}
