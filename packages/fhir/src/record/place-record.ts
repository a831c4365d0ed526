import { conceptText } from '../internal/concept.js';
import { fhirDate } from '../internal/fhir-date.js';
import { asObject, asObjects, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import { narrativeText } from '../internal/narrative.js';
import { personOf } from '../internal/person.js';
import { References } from '../internal/references.js';
import type { Placed } from '../internal/references.js';
import { absenceOf, statesAbsence } from './absent.js';
import type { Absence } from './absent.js';
import { divOf } from './attachment.js';
import type { Collected } from './collect.js';
import { referenceText, referenceTexts, sourceOf } from './context.js';
import type { Context } from './context.js';
import { definedRangesOf } from './defined-ranges.js';
import { emptySections } from './empty-sections.js';
import { flagsOf, isRestricted } from './flags.js';
import { foldedIndexes } from './folded.js';
import { readOutline } from './outline.js';
import type { Outline } from './outline.js';
import { insuranceFacts } from './insurance-facts.js';
import { machineOf, madeByDevice, provenancesOf } from './machine.js';
import { panelsOf } from './panels.js';
import { looksDated, Newest } from './newest.js';
import type { Reader, Reading } from './reading.js';
import { readers, supportingTypes } from './readers/index.js';
import { recordSections } from './record.types.js';
import type { EntryFlag, RecordEntry, RecordModel, RecordSection } from './record.types.js';
import { sectionState } from './section-state.js';
import { told } from './words/told.js';
import { wordsOf } from './words/words.js';
import type { ReadingLocale } from './words/words.js';

/** Where the record is read, so that what comes from elsewhere can be told. */
export interface ReadRecordOptions {
  /** MA_CSKCB of the reader's own site. */
  ownSite?: string;
  /** Name of the reader's own hospital. */
  ownSource?: string;
  /** The hospital that the source is from, where the embedder knows it; before what the source says of its custodian. */
  from?: string;
  /** Language of the words for what a source only codes (timing of a dose, ages); Vietnamese unless given. */
  locale?: ReadingLocale;
  /** Resource types that the source has and could not give: the sections where they would be shown are not whole. */
  unread?: readonly string[];
}

/** A record read, and where each of its resources went. */
export interface PlacedRecord {
  model: RecordModel;
  /** Section by index of the resource. */
  sectionOf: ReadonlyMap<number, RecordSection>;
  /** What was read of each resource, by its index. */
  entryOf: readonly (RecordEntry | undefined)[];
  /** The Composition that orders the record. */
  governing?: Placed;
  /** Whether a reference means the record's own patient. */
  isOwnPatient(reference: unknown): boolean;
  patient?: Placed;
}

/** A record on its way: its newest entries first, then all. */
export interface PlacingRecord {
  /**
   * The newest `limit` entries of each section by what their dates look like, before anything else was read. Every section is
   * `truncated` for the reason `reading`, and nothing is counted: what was not read must not look like all there is.
   */
  newest(limit: number): RecordModel;
  /** All of it; once. */
  whole(): PlacedRecord;
}

/** Reads collected resources into sections. */
export function placeRecord(collected: Collected, options: ReadRecordOptions = {}): PlacedRecord {
  return startPlacing(collected, options).whole();
}

/** Starts to read collected resources into sections. */
export function startPlacing(collected: Collected, options: ReadRecordOptions = {}): PlacingRecord {
  const { placed } = collected;
  const refs = new References(placed);
  const governing = governingComposition(collected);
  const patient = ownPatient(placed, governing, refs);
  const model: RecordModel = {
    sections: emptySections(),
    setAside: collected.setAside,
    notDisplayed: {},
    total: collected.total,
    source: sourceFacts(collected, governing),
  };
  const person = patient && personOf(patient.resource);
  // Insurance tables without XML1 know an episode only: their Patient says nothing and is none to show.
  if (person && (collected.kind !== 'insurance-xml' || person.name !== '' || person.identifiers.length > 0))
    model.patient = { ...person, ...lifeFacts(patient!.resource) };
  const own = ownHospital(governing, patient, options, refs);
  const context: Context = {
    refs,
    words: wordsOf(options.locale),
    ...(person?.gender ? { gender: person.gender } : {}),
    ...(person?.birthDate ? { birthDate: person.birthDate } : {}),
    definedRanges: definedRangesOf(placed),
    isOwnPatient: ownPatientTest(placed, patient, refs),
    ...(options.ownSite ? { ownSite: options.ownSite } : {}),
    ...(own.name ? { ownSource: own.name } : {}),
  };
  if (own.name && options.ownSite === undefined && options.ownSource === undefined) model.source.hospital = own.name;
  if (governing)
    model.source.author = referenceTexts(governing.resource['author'], context, governing.resource) ?? own.custodian;
  if (model.source.author === undefined) delete model.source.author;
  const outline = readOutline(governing?.resource, placed, refs);
  const work: Work = {
    model,
    context,
    outline,
    panels: panelsOf(placed, refs),
    provenances: provenancesOf(placed, refs),
    encounters: new Map(),
    folded: foldedIndexes(placed, refs),
    keys: new Set(),
    firstOf: new Map(),
    entryOf: [],
    sectionOf: new Map(),
    foundOut: [],
    absences: new Map(),
    missing: new Map(),
    foreign: own.foreign,
  };
  return {
    newest: (limit) => readNewest(placed, governing, patient, work, limit),
    whole() {
      for (const item of placed)
        if (!work.entryOf[item.index]) readPlaced(item, item === governing, item === patient, work);
      fillSections(work);
      addPanels(work, placed);
      for (const [entry, index] of work.encounters) {
        const key = work.entryOf[index]?.key;
        if (key !== undefined) entry.encounter = key;
      }
      addNarratives(work);
      for (const type of options.unread ?? [])
        for (const section of sectionsOfType(type)) work.missing.set(section, (work.missing.get(section) ?? 0) + 1);
      for (const table of collected.lostTables)
        for (const section of sectionsOfTable[table] ?? [])
          work.missing.set(section, (work.missing.get(section) ?? 0) + 1);
      closeSections(work, collected.truncated || collected.lostTables.some((table) => !sectionsOfTable[table]));
      return {
        model,
        sectionOf: work.sectionOf,
        entryOf: work.entryOf,
        isOwnPatient: context.isOwnPatient,
        ...(governing ? { governing } : {}),
        ...(patient ? { patient } : {}),
      };
    },
  };
}

interface Work {
  model: RecordModel;
  context: Context;
  outline: Outline;
  panels: ReadonlyMap<number, number>;
  /** Provenance by the index of its target. */
  provenances: ReadonlyMap<number, readonly Json[]>;
  /** Index of the encounter that each entry names. */
  encounters: Map<RecordEntry, number>;
  folded: ReadonlySet<number>;
  keys: Set<string>;
  firstOf: Map<string, Json>;
  /** By index of the resource. */
  entryOf: (RecordEntry | undefined)[];
  sectionOf: Map<number, RecordSection>;
  /** Sections found out for the first look, by index. */
  foundOut: RecordSection[];
  absences: Map<string, Absence>;
  missing: Map<RecordSection, number>;
  /** Name of the hospital that the whole record comes from, when that is not the reader's own. */
  foreign?: string;
}

/** The Composition that orders the record: of a document, or the first resource of any other bundle. */
function governingComposition({ kind, placed }: Collected): Placed | undefined {
  if (kind === 'document') return placed.find(({ type }) => type === 'Composition');
  return placed[0]?.type === 'Composition' && placed.length > 1 && kind !== 'insurance-xml' ? placed[0] : undefined;
}

function ownPatient(placed: readonly Placed[], governing: Placed | undefined, refs: References): Placed | undefined {
  const subject = governing && refs.find(governing.resource['subject'], governing.resource);
  if (subject?.type === 'Patient' && subject.index >= 0) return subject;
  return placed.find(({ type }) => type === 'Patient');
}

/** Whether a subject is the record's patient; without a Patient in the source the first one named counts as that. */
function ownPatientTest(
  placed: readonly Placed[],
  patient: Placed | undefined,
  refs: References,
): (reference: unknown) => boolean {
  const known = new Map<string, boolean>();
  const idOf = (url: string): string | undefined => /(?:^|\/)Patient\/([^/?#]+)/u.exec(url)?.[1];
  let own = asText(patient?.resource['id']);
  for (const { resource } of patient ? [] : placed) {
    own = idOf(asText(asObject(resource['subject'] ?? resource['patient'])?.['reference']) ?? '');
    if (own) break;
  }
  const test = (url: string): boolean => {
    const target = refs.findUrl(url);
    if (target) return target.type !== 'Patient' || target === patient;
    const id = idOf(url);
    return id === undefined || own === undefined || id === own;
  };
  return (reference) => {
    const url = asText(asObject(reference)?.['reference']);
    if (url === undefined || url.startsWith('#')) return true;
    let is = known.get(url);
    if (is === undefined) known.set(url, (is = test(url)));
    return is;
  };
}

function lifeFacts(patient: Json): { deceased?: string; language?: string } {
  const deceased = fhirDate(patient['deceasedDateTime']) ?? (patient['deceasedBoolean'] === true ? 'true' : undefined);
  const languages = asObjects(patient['communication']);
  const language = conceptText((languages.find(({ preferred }) => preferred === true) ?? languages[0])?.['language']);
  return { ...(deceased ? { deceased } : {}), ...(language ? { language } : {}) };
}

function sourceFacts(collected: Collected, governing: Placed | undefined): RecordModel['source'] {
  const title = asText(governing?.resource['title']);
  const date = fhirDate(governing?.resource['date']) ?? fhirDate(collected.timestamp);
  return { kind: collected.kind, ...(title ? { title } : {}), ...(date ? { date } : {}) };
}

function ownHospital(
  governing: Placed | undefined,
  patient: Placed | undefined,
  options: ReadRecordOptions,
  refs: References,
): { name?: string; custodian?: string; foreign?: string } {
  const holder = governing
    ? { reference: governing.resource['custodian'], owner: governing.resource }
    : { reference: patient?.resource['managingOrganization'], owner: patient?.resource };
  const target = refs.find(holder.reference, holder.owner)?.resource;
  const custodian = options.from ?? asText(asObject(holder.reference)?.['display']) ?? asText(target?.['name']);
  const codes = asObjects(target?.['identifier']).map(({ value }) => value);
  if (options.ownSite === undefined && options.ownSource === undefined)
    return { ...(custodian ? { name: custodian, custodian } : {}) };
  const isOwn =
    custodian === undefined ||
    custodian === options.ownSource ||
    (options.ownSite !== undefined && codes.includes(options.ownSite));
  return {
    ...(options.ownSource ? { name: options.ownSource } : {}),
    ...(custodian ? { custodian } : {}),
    ...(isOwn ? {} : { foreign: custodian }),
  };
}

function readPlaced(item: Placed, governing: boolean, own: boolean, work: Work): void {
  const { type, resource, at, index } = item;
  if (own && work.model.patient) return addEntry(item, 'patient', patientReading(item.resource, work), work);
  const named = work.outline.sectionOf.get(index);
  const reader = readers.get(type);
  if (!reader && !supportingTypes.has(type)) {
    work.model.setAside.push({ at, resourceType: type, reason: 'unknown-type' });
    return;
  }
  // A governing Composition orders the record and is no entry of it, but for one that says that it should not be there.
  if (
    (governing && resource['status'] !== 'entered-in-error') ||
    !reader ||
    (work.folded.has(index) && named === undefined)
  )
    return countNotDisplayed(work.model, type);
  let section: RecordSection = 'documents';
  try {
    if (isRepeated(item, work)) {
      work.model.setAside.push({ at, resourceType: type, reason: 'duplicate' });
      return;
    }
    section = work.foundOut[index] ?? sectionFor(item, reader, work);
    const reading = reader.read(resource, work.context);
    if (!saysSomething(reading) && !statesAbsence(resource['code']) && insuranceFacts(resource).length === 0)
      throw new TypeError('nothing to show');
    addEntry(item, section, reading, work);
  } catch {
    work.model.setAside.push({ at, resourceType: type, reason: 'broken' });
    work.missing.set(section, (work.missing.get(section) ?? 0) + 1);
  }
}

function sectionFor({ index, resource }: Placed, reader: Reader, work: Work): RecordSection {
  return (
    work.outline.sectionOf.get(index) ??
    panelSection(index, work) ??
    (typeof reader.section === 'function' ? reader.section(resource, work.context) : reader.section)
  );
}

function readNewest(
  placed: readonly Placed[],
  governing: Placed | undefined,
  patient: Placed | undefined,
  work: Work,
  limit: number,
): RecordModel {
  const { model } = work;
  const newest = new Newest<Placed>(limit);
  // What shares its id with another, or has none, is judged and named in its order.
  const isItself = ({ resource }: Placed) => {
    const id = asText(resource['id']);
    return id !== undefined && work.context.refs.isOnly(id);
  };
  for (const item of placed) {
    const { type, resource, index } = item;
    const reader = readers.get(type);
    if (!reader || item === governing || work.folded.has(index) || !isItself(item)) continue;
    try {
      newest.add((work.foundOut[index] = sectionFor(item, reader, work)), looksDated(resource), item);
    } catch {
      // Read again with the rest, and set aside there.
    }
  }
  const sections = emptySections();
  if (patient && model.patient && isItself(patient))
    addEntry(patient, 'patient', patientReading(patient.resource, work), work);
  for (const key of recordSections) {
    for (const item of newest.of(key)) readEarly(item, key, work);
    const entries = newest.of(key).flatMap(({ index }) => work.entryOf[index] ?? []);
    sections[key] = { state: 'truncated', reason: 'reading', count: entries.length, entries };
  }
  const own = patient && work.entryOf[patient.index];
  if (own) sections.patient = { state: 'loaded', count: 1, entries: [own] };
  return { ...model, sections, setAside: [], total: 0 };
}

function readEarly(item: Placed, section: RecordSection, work: Work): void {
  try {
    const reading = readers.get(item.type)!.read(item.resource, work.context);
    if (saysSomething(reading)) addEntry(item, section, reading, work);
  } catch {
    // Read again with the rest, and set aside there.
  }
}

/** The very same resource once more, as overlapping pages give it. Another version under the same id is a fact of its own. */
function isRepeated({ resource, type }: Placed, work: Work): boolean {
  const id = asText(resource['id']);
  // Most ids stand once in a record: nothing is kept for those.
  if (id === undefined || work.context.refs.isOnly(id)) return false;
  const key = `${type}/${id}`;
  const first = work.firstOf.get(key);
  if (first === undefined) {
    work.firstOf.set(key, resource);
    return false;
  }
  return first === resource || JSON.stringify(first) === JSON.stringify(resource);
}

/** A member goes where a document section put its panel or report. */
function panelSection(index: number, work: Work): RecordSection | undefined {
  let parent = work.panels.get(index);
  for (let depth = 0; parent !== undefined && depth < 10; depth += 1) {
    const section = work.outline.sectionOf.get(parent);
    if (section) return section;
    parent = work.panels.get(parent);
  }
  return undefined;
}

function countNotDisplayed(model: RecordModel, type: string): void {
  model.notDisplayed[type] = (model.notDisplayed[type] ?? 0) + 1;
}

/** Patient: `name`, `birthDate`, `deceased[x]`, `address` (and the province of today), VN Core extensions, `telecom`, `contact`, `active`, `link`. */
function patientReading(resource: Json, { model, context }: Work): Reading {
  const person = model.patient;
  const contacts = person?.contacts?.map(({ name, relation, phone }) =>
    [name, relation && `(${relation})`, phone].filter(Boolean).join(' '),
  );
  const replacing = asObjects(resource['link']).filter(({ type }) => type === 'replaced-by');
  return {
    title: person?.name,
    date: person?.birthDate,
    flags: replacing.length > 0 ? ['inactive'] : [],
    facts: [
      ['deceased', person?.deceased],
      [
        'replacedBy',
        replacing.length > 0
          ? (referenceTexts(
              replacing.map(({ other }) => other),
              context,
              resource,
            ) ?? '?')
          : undefined,
      ],
      ['address', person?.address],
      ['formerProvince', person?.province && `${person.province.was} → ${person.province.now}`],
      ['ethnicity', person?.ethnicity],
      ['occupation', person?.occupation],
      ['phone', person?.phone],
      ['contact', contacts?.join('; ')],
    ],
  };
}

function saysSomething(reading: Reading): boolean {
  return (
    reading.title !== undefined ||
    reading.value !== undefined ||
    reading.attachment !== undefined ||
    reading.date !== undefined ||
    (reading.narrative !== undefined && reading.narrative !== '') ||
    (reading.parts?.length ?? 0) > 0 ||
    (reading.facts?.some(([, text]) => text !== undefined) ?? false)
  );
}

/** Facts that a source may give as a bare code. */
const coded: ReadonlySet<string> = new Set([
  'class',
  'category',
  'status',
  'achievement',
  'decision',
  'sex',
  'relationship',
]);

function addEntry(item: Placed, section: RecordSection, reading: Reading, work: Work): void {
  const { resource, type, index } = item;
  const { context } = work;
  const concept =
    resource['code'] ?? resource['medicationCodeableConcept'] ?? resource['vaccineCode'] ?? resource['type'];
  const absence = type === 'Patient' ? undefined : absenceOf(concept ?? reading.concept);
  const flags: EntryFlag[] = flagsOf(resource, type, context);
  for (const flag of reading.flags ?? []) if (!flags.includes(flag)) flags.push(flag);
  if (absence) flags.push(absence === 'unknown' ? 'data-absent' : 'nil-known');
  if (reading.code !== undefined && !flags.includes('restricted') && isRestricted(concept)) flags.push('restricted');
  const provenances = work.provenances.get(index) ?? none;
  if (!flags.includes('machine') && madeByDevice(provenances, context)) flags.push('machine');
  const facts: RecordEntry['facts'] = [];
  for (const [key, text] of reading.facts ?? [])
    // A category that is the title need not be said twice.
    if (text !== undefined && text !== '' && !(key === 'category' && text === reading.title))
      facts.push({ key, text: coded.has(key) ? told(text, context.words) : text });
  if (resource['extension'] !== undefined) for (const fact of insuranceFacts(resource)) facts.push(fact);
  const subject = resource['subject'] ?? resource['patient'];
  if (subject !== undefined && !context.isOwnPatient(subject))
    facts.push({ key: 'subject', text: referenceText(subject, context, resource) ?? '?' });
  const title = reading.title ?? titleOfNarrative(resource) ?? type;
  const entry: RecordEntry = {
    key: keyOf(type, asText(resource['id']), index, work),
    resourceType: type,
    title,
    flags,
    facts,
  };
  if (reading.code) entry.code = reading.code;
  const others = furtherCodes(concept, reading.code);
  if (others) entry.otherCodes = others;
  // A DocumentReference names it in its context.
  const stay = resource['encounter'] ?? asObjects(asObject(resource['context'])?.['encounter'])[0];
  const visit = stay === undefined ? undefined : context.refs.find(stay, resource);
  if (visit && visit.index >= 0) work.encounters.set(entry, visit.index);
  if (flags.includes('machine')) entry.machine = machineOf(resource, provenances, context);
  if (reading.date) entry.date = reading.date;
  if (reading.endDate) entry.endDate = reading.endDate;
  if (reading.status) entry.status = reading.status;
  if (reading.severity) entry.severity = reading.severity;
  if (reading.value) entry.value = reading.value;
  if (reading.parts && reading.parts.length > 0) entry.parts = reading.parts;
  if (reading.attachment) entry.attachment = reading.attachment;
  const narrative =
    reading.narrative ??
    (asObject(resource['text'])?.['status'] === 'additional' || reading.title === undefined
      ? divOf(resource['text'])
      : undefined);
  if (narrative && type !== 'Patient') entry.narrative = narrative;
  const source = type === 'Patient' ? work.foreign : (sourceOf(resource, context) ?? work.foreign);
  if (source) entry.source = source;
  // A statement of absence that was withdrawn or holds no longer says nothing.
  if (absence) work.absences.set(entry.key, flags.some((flag) => withdrawn.has(flag)) ? 'unknown' : absence);
  work.entryOf[index] = entry;
  work.sectionOf.set(index, section);
}

const none: readonly Json[] = [];

/** Codes of a concept beside the one that the entry has; `undefined` where there is none, as with most. */
function furtherCodes(concept: unknown, own: string | undefined): string[] | undefined {
  const codings = asObjects(asObject(concept)?.['coding']);
  if (codings.length < 2) return undefined;
  const others = codings.flatMap((coding) => {
    const code = asText(coding['code']);
    return code && !own?.endsWith(`|${code}`) ? [code] : [];
  });
  return others.length > 0 ? others : undefined;
}

/** In the order of the source, whatever was read first. */
function fillSections({ model, entryOf, sectionOf }: Work): void {
  entryOf.forEach((entry, index) => entry && model.sections[sectionOf.get(index)!].entries.push(entry));
}

const withdrawn: ReadonlySet<EntryFlag> = new Set([
  'inactive',
  'resolved',
  'refuted',
  'entered-in-error',
  'negated',
  'cancelled',
  'modifier-unread',
]);

function titleOfNarrative(resource: Json): string | undefined {
  const div = divOf(resource['text']);
  const text = div && narrativeText(div, 120);
  return text === '' ? undefined : text;
}

function keyOf(type: string, id: string | undefined, index: number, work: Work): string {
  const { refs } = work.context;
  if (id === undefined ? !refs.hasId(String(index)) : refs.isOnly(id)) return `${type}/${id ?? index}`;
  return uniqueKey(type, id ?? `${index}~`, index, work.keys);
}

function uniqueKey(type: string, id: string, index: number, keys: Set<string>): string {
  let key = `${type}/${id}`;
  if (keys.has(key)) key = `${key}~${index}`;
  keys.add(key);
  return key;
}

function addPanels(work: Work, placed: readonly Placed[]): void {
  for (const [child, parent] of work.panels) {
    const entry = work.entryOf[child];
    const panel = work.entryOf[parent];
    if (!entry || !panel || !placed[child]) continue;
    entry.panel = panel.key;
    // What a machine's report lists and nobody else has made is the machine's.
    if (panel.machine && !entry.machine && placed[child].resource['performer'] === undefined) {
      entry.flags.push('machine');
      entry.machine = panel.machine;
    }
  }
}

function addNarratives(work: Work): void {
  work.outline.narrativeOnly.forEach(({ section, title, div }, index) => {
    work.model.sections[section].entries.push({
      key: uniqueKey('Section', String(index), index, work.keys),
      resourceType: 'Section',
      title: title || narrativeText(div, 120) || section,
      flags: [],
      facts: [],
      narrative: div,
    });
  });
}

/** Where resources of a type may be shown. */
export function sectionsOfType(type: string): readonly RecordSection[] {
  const section = readers.get(type)?.section;
  return typeof section === 'string' ? [section] : (severalSections[type] ?? []);
}

const severalSections: Readonly<Record<string, readonly RecordSection[]>> = {
  Observation: ['results', 'vitalSigns', 'socialHistory', 'pregnancy', 'functionalStatus', 'imaging'],
  DiagnosticReport: ['results', 'imaging', 'documents'],
  Consent: ['directives', 'documents'],
};

/** Where a table of the insurance XML would have been shown. A table that is not here may have held anything. */
const sectionsOfTable: Readonly<Record<string, readonly RecordSection[]>> = {
  XML2: ['medications'],
  XML3: ['procedures', 'devices', 'plans'],
  XML4: ['results', 'imaging'],
  XML5: ['documents', 'vitalSigns'],
  ...Object.fromEntries([6, 7, 8, 9, 10, 11, 13, 14, 15].map((number) => [`XML${number}`, ['documents'] as const])),
};

function closeSections(work: Work, truncated: boolean): void {
  for (const key of recordSections) {
    const section = work.model.sections[key];
    const told = work.outline.told.get(key);
    const missing =
      (work.missing.get(key) ?? 0) + (work.outline.unresolved.get(key) ?? 0) + (told === 'failed' ? 1 : 0);
    const reason = work.outline.reasons.get(key);
    const state = sectionState({
      entries: section.entries,
      absences: work.absences,
      ...(reason ? { reason } : {}),
      missing,
      truncated: (truncated || told === 'truncated') && key !== 'patient',
    });
    section.state = state.state;
    section.count = section.entries.length;
    if (state.reason) section.reason = state.reason;
    const narratives = work.outline.narratives.get(key);
    if (narratives) section.narrative = narratives.join('');
  }
}
