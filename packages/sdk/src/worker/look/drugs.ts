import type { RecordEntry } from '@diemcau/fhir';
import type { Drug, DrugList, DrugState } from '../../internal/reading.types.js';
import { foldText } from '../fold-text.js';
import { drugState } from './holding.js';
import { spanOf } from './span.js';
import { substanceOf } from './substance.js';

const order: readonly DrugState[] = ['current', 'on-hold', 'planned', 'unknown', 'given', 'stopped'];
/** Keys of entries that a drug leads to. */
const mostKeys = 40;

/** The drugs of a record, by substance. Entries are newest first. */
export function drugsOf(entries: readonly RecordEntry[], now: number): DrugList {
  const groups = new Map<string, { entry: RecordEntry; state: DrugState }[]>();
  let left = 0;
  for (const entry of entries) {
    const state = drugState(entry, now);
    if (!state) {
      left++;
      continue;
    }
    const name = substanceOf(entry);
    const group = groups.get(name);
    if (group) group.push({ entry, state });
    else groups.set(name, [{ entry, state }]);
  }
  const drugs = [...groups.values()].map(drugOf);
  return {
    left,
    drugs: drugs
      .map((drug, at) => ({ drug, at }))
      .sort(byState)
      .map(({ drug }) => drug),
  };
}

const byState = (a: { drug: Drug; at: number }, b: { drug: Drug; at: number }): number =>
  order.indexOf(a.drug.state) - order.indexOf(b.drug.state) || a.at - b.at;

/** The drug as its newest entries of the state that counts say it: what is current counts before what is stopped. */
function drugOf(group: readonly { entry: RecordEntry; state: DrugState }[]): Drug {
  const state = order.find((one) => group.some((member) => member.state === one))!;
  const of = group.filter((member) => member.state === state).map(({ entry }) => entry);
  const newest = of[0]!;
  const { title, endDate, source, flags, status, news } = newest;
  const dosage = dosageOf(newest);
  const drug: Drug = {
    name: title,
    state,
    keys: group.slice(0, mostKeys).map(({ entry }) => entry.key),
    count: group.length,
    flags,
  };
  if (dosage) drug.dosage = dosage;
  if (status) drug.status = status;
  if (source) drug.source = source;
  if (news) drug.news = news;
  if (state === 'current') addChange(drug, newest, of, group);
  const since = drug.since ?? oldestOf(of, dosage);
  if (since) drug.since = since;
  if (endDate && state !== 'current') drug.until = endDate;
  const why = state === 'stopped' || state === 'on-hold' ? factOf(newest, 'statusReason') : undefined;
  if (why) drug.why = why;
  return drug;
}

/** Another dosage before the present one: a change, where it holds no longer; two at once, where it does. */
function addChange(
  drug: Drug,
  newest: RecordEntry,
  current: readonly RecordEntry[],
  group: readonly { entry: RecordEntry; state: DrugState }[],
): void {
  if (!drug.dosage) return;
  if (current.some((entry) => differs(entry, newest))) {
    drug.several = true;
    return;
  }
  const start = startOf(newest);
  const before = group.find(
    ({ entry, state }) =>
      state !== 'current' && state !== 'planned' && differs(entry, newest) && startOf(entry) < start,
  )?.entry;
  if (before) drug.before = { dosage: dosageOf(before)!, ...(before.date ? { date: before.date } : {}) };
}

function differs(entry: RecordEntry, other: RecordEntry): boolean {
  const [one, two] = [dosageOf(entry), dosageOf(other)];
  return one !== undefined && two !== undefined && foldText(one) !== foldText(two);
}

const startOf = ({ date }: RecordEntry): number => (date && spanOf(date)?.[0]) || -Infinity;

/** Since when it is taken so: the date of the oldest entry with the dosage of the newest. */
function oldestOf(entries: readonly RecordEntry[], dosage: string | undefined): string | undefined {
  return entries.filter((entry) => entry.date && dosageOf(entry) === dosage).at(-1)?.date ?? entries[0]?.date;
}

const factOf = ({ facts }: RecordEntry, key: string): string | undefined =>
  facts.find((fact) => fact.key === key)?.text;

/** Dosage with its strength, where that is not in the name. */
function dosageOf(entry: RecordEntry): string | undefined {
  const strength = factOf(entry, 'strength');
  const said = [
    strength && !foldText(entry.title).includes(foldText(strength)) ? strength : undefined,
    factOf(entry, 'dosage') ?? factOf(entry, 'instruction'),
    factOf(entry, 'route'),
  ].filter(Boolean);
  return said.length > 0 ? said.join(', ') : undefined;
}
