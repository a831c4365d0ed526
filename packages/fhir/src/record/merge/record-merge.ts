import type { Person } from '../../internal/model.types.js';
import { emptySections } from '../empty-sections.js';
import { recordSections } from '../record.types.js';
import type { RecordEntry, RecordModel, RecordSection, SectionState } from '../record.types.js';
import { contradict, factOf, matterOf, saidBy } from './said-of.js';
import { samePerson } from './same-person.js';

/** An entry of the joined record and where it was found. */
interface Told {
  entry: RecordEntry;
  /** Orders of the records that tell it. */
  by: Set<number>;
  /** Names of their hospitals; `''` for the reader's own, or one that is not named. */
  names: Set<string>;
}

/**
 * Joins records of one patient, one after another; each costs what it holds itself.
 *
 * The same fact of two records is shown once, with the names of both: as `source`, or as the fact `alsoFrom` where the reader's own
 * hospital knows it too. Where two records contradict each other (same drug in another dose, one result with two values, "no known
 * allergy" beside an allergy) both stand, with the flag `conflict` and what the other says. Two equal lines of one record are two facts.
 */
export class RecordMerge {
  readonly #model: RecordModel = {
    sections: emptySections(),
    setAside: [],
    notDisplayed: {},
    total: 0,
    source: { kind: 'collection' },
  };
  readonly #keys = new Set<string>();
  readonly #known = new Map<string, Told>();
  readonly #matters = new Map<string, Told[]>();
  readonly #states = new Map<RecordSection, { state: SectionState; reason?: string }[]>();
  readonly #records: RecordModel[] = [];

  /** Whether the record is of the patient of those before it, and so was taken in. One without a Patient is believed to be. */
  add(record: RecordModel): boolean {
    const { patient } = this.#model;
    if (patient && record.patient && !samePerson(patient, record.patient)) return false;
    const order = this.#records.push(record) - 1;
    if (record.patient) this.#model.patient = patient ? joinPersons(patient, record.patient) : { ...record.patient };
    if (order === 1) this.#nameFirst();
    // Stays first: the entries of other sections name them.
    const stays = this.#addSection('encounters', record, order);
    for (const section of recordSections) if (section !== 'encounters') this.#addSection(section, record, order, stays);
    this.#model.total += record.total;
    for (const item of record.setAside) this.#model.setAside.push(item);
    for (const [type, count] of Object.entries(record.notDisplayed)) this.#countAside(type, count);
    return true;
  }

  /** The record so far; it grows with each that is added. */
  get model(): RecordModel {
    const [first] = this.#records;
    if (first && this.#records.length === 1) this.#model.source = { ...first.source };
    else if (first) {
      const { title } = first.source;
      this.#model.source = { kind: 'collection', ...(title ? { title } : {}) };
    }
    return this.#model;
  }

  /** What the first record's own hospital says needs no name while it is alone. */
  #nameFirst(): void {
    const name = this.#records[0]!.source.hospital;
    if (name === undefined) return;
    for (const told of this.#known.values()) if (told.entry.source === undefined) rename(told, '', name);
  }

  /** Answers the keys that its entries have here. */
  #addSection(
    section: RecordSection,
    record: RecordModel,
    order: number,
    stays?: ReadonlyMap<string, string>,
  ): Map<string, string> {
    const target = this.#model.sections[section];
    const part = record.sections[section];
    const renamed = new Map<string, string>();
    const added: RecordEntry[] = [];
    for (const given of part.entries) {
      const source = given.source ?? (order > 0 ? record.source.hospital : undefined);
      const fact = section === 'patient' ? 'patient' : `${section} ${factOf(given)}`;
      const known = this.#known.get(fact);
      if (known && !known.by.has(order)) {
        known.by.add(order);
        known.names.add(source ?? '');
        nameSources(known);
        renamed.set(given.key, known.entry.key);
        // Words of a document's section are no resource.
        if (given.resourceType !== 'Section') this.#countAside(given.resourceType, 1);
        continue;
      }
      const entry: RecordEntry = {
        ...given,
        key: this.#freeKey(given.key),
        flags: [...given.flags],
        facts: [...given.facts],
      };
      if (source !== undefined) entry.source = source;
      const stay = entry.encounter === undefined ? undefined : stays?.get(entry.encounter);
      if (stay !== undefined) entry.encounter = stay;
      const told: Told = { entry, by: new Set([order]), names: new Set([source ?? '']) };
      renamed.set(given.key, entry.key);
      if (!known) this.#known.set(fact, told);
      added.push(entry);
      target.entries.push(entry);
      if (section !== 'patient') this.#compare(section, told);
    }
    for (const entry of added) {
      const panel = entry.panel === undefined ? undefined : renamed.get(entry.panel);
      if (panel !== undefined) entry.panel = panel;
    }
    if (part.narrative) target.narrative = (target.narrative ?? '') + part.narrative;
    this.#close(section, part);
    return renamed;
  }

  #compare(section: RecordSection, told: Told): void {
    const matter = matterOf(section, told.entry);
    if (matter === undefined) return;
    const others = this.#matters.get(matter);
    if (!others) return void this.#matters.set(matter, [told]);
    for (const other of others.slice(0, manyOpinions)) {
      if ([...told.by].some((order) => other.by.has(order))) continue;
      if (!contradict(section, told.entry, other.entry)) continue;
      markConflict(told, other);
      markConflict(other, told);
    }
    others.push(told);
  }

  #close(section: RecordSection, { state, reason }: { state: SectionState; reason?: string }): void {
    const states = this.#states.get(section) ?? [];
    states.push({ state, ...(reason ? { reason } : {}) });
    this.#states.set(section, states);
    const target = this.#model.sections[section];
    target.count = target.entries.length;
    target.state = mergedState(states, target.count > 0);
    delete target.reason;
    const because = states.find((one) => one.state === target.state && one.reason)?.reason;
    if (because) target.reason = because;
  }

  #countAside(type: string, count: number): void {
    const counts = this.#model.notDisplayed;
    counts[type] = (Object.hasOwn(counts, type) ? counts[type]! : 0) + count;
  }

  #freeKey(key: string): string {
    let free = key;
    for (let n = 2; this.#keys.has(free); n += 1) free = `${key}~${n}`;
    this.#keys.add(free);
    return free;
  }
}

function rename(told: Told, was: string, is: string): void {
  told.names.delete(was);
  told.names.add(is);
  nameSources(told);
}

/** Where the reader's own hospital tells it too it is no fact "from another hospital": the others are named beside it. */
function nameSources({ entry, names }: Told): void {
  const others = [...names].filter(Boolean).join(' · ');
  entry.facts = entry.facts.filter(({ key }) => key !== 'alsoFrom');
  delete entry.source;
  if (others === '') return;
  if (names.has('')) entry.facts.push({ key: 'alsoFrom', text: others });
  else entry.source = others;
}

/** More entries about one matter than this are no longer compared with each further one. */
const manyOpinions = 200;
/** At most this many contradictions are told beside one entry. */
const fewConflicts = 5;

function markConflict({ entry }: Told, { entry: other }: Told): void {
  if (!entry.flags.includes('conflict')) entry.flags.push('conflict');
  const text = [saidBy(other), other.source && `(${other.source})`].filter(Boolean).join(' ');
  const told = entry.facts.filter(({ key }) => key === 'conflict');
  if (told.length < fewConflicts && !told.some((fact) => fact.text === text))
    entry.facts.push({ key: 'conflict', text });
}

/** What one record leaves open of the patient and another says; all numbers of both. */
function joinPersons(one: NonNullable<RecordModel['patient']>, other: Person): NonNullable<RecordModel['patient']> {
  const seen = new Set(one.identifiers.map(({ kind, value, system }) => JSON.stringify([kind, value, system])));
  const further = other.identifiers.filter(
    ({ kind, value, system }) => !seen.has(JSON.stringify([kind, value, system])),
  );
  return { ...other, ...one, name: one.name || other.name, identifiers: [...one.identifiers, ...further] };
}

function mergedState(states: readonly { state: SectionState }[], hasEntries: boolean): SectionState {
  const has = (state: SectionState): boolean => states.some((one) => one.state === state);
  if (has('loaded') || (hasEntries && has('truncated')))
    return has('failed') || has('truncated') || has('hidden') ? 'truncated' : 'loaded';
  const order: readonly SectionState[] = ['failed', 'hidden', 'truncated', 'empty'];
  return order.find(has) ?? 'not-provided';
}
