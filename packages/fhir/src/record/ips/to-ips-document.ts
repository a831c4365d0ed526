import type { Bundle, BundleEntry, Composition, CompositionSection, FhirResource, Reference } from 'fhir/r4';
import { asObject, asObjects, asText } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import { narrativeDiv, narrativeText } from '../../internal/narrative.js';
import { References } from '../../internal/references.js';
import type { Placed } from '../../internal/references.js';
import { ownSystems, systems } from '../../internal/systems.js';
import type { Result } from '../../result.js';
import { collect } from '../collect.js';
import type { Collected } from '../collect.js';
import { placeRecord } from '../place-record.js';
import type { PlacedRecord } from '../place-record.js';
import { recordSections } from '../record.types.js';
import type { RecordEntry, RecordSection } from '../record.types.js';
import { loincOfSection } from '../sections.js';
import { carried, eachReference } from '../share-document.js';
import { fitsSection, ips, ipsTitles, requiredSections } from './ips-sections.js';
import { mended, mendedPatient } from './mended.js';
import { noteDocument } from './note-document.js';
import { restrictedOf } from './restricted.js';
import type { Restricted } from './restricted.js';
import { sectionNarrative } from './section-narrative.js';
import { divFault } from './well-formed.js';

/** What an export is made of, besides the record. */
export interface IpsOptions {
  /** UUID of the new document: `Bundle.identifier`, `Bundle.id` and `Composition.identifier`. */
  documentId: string;
  /** ISO instant: `Bundle.timestamp`, `Composition.date`. */
  now: string;
  /** Who makes the copy; without one the software is named as author. */
  author?: { sub: string; name: string };
  /** The site where the copy is made (MA_CSKCB and name). */
  site?: { id: string; name: string };
  /** Sections that are kept back: empty, with `emptyReason` `withheld`. */
  withheld?: readonly RecordSection[];
  /** Also what is restricted (HIV, `meta.security` R or V); only who may have it may set this. */
  includeRestricted?: boolean;
}

/** What a document does not hold of the record that it was made from. */
export interface LeftOut {
  /** Restricted resources. */
  restricted: number;
  /** Sections that are kept back: by the patient, or by who makes the copy. */
  withheld: RecordSection[];
  /** Resources about somebody else (a child, a mother): an IPS is of one patient. */
  otherPatients: number;
  /** Resources that could not be read. */
  setAside: number;
}

/** An IPS document, and what it lacks. */
export interface IpsDocument {
  bundle: Bundle;
  leftOut: LeftOut;
}

/**
 * A FHIR R4 document Bundle by the International Patient Summary profile, built from the original resources: a record as
 * `readRecord` takes it (Bundle of any type, array, one resource; JSON text or parsed), or several sources of one patient.
 * Medications, allergies and problems are always there, with entries or `emptyReason`; a section that was not whole says so
 * (`urn:diemcau:record-state`). Every reference is resolved inside or is logical. The same input and options give the same text.
 * Errors: `malformed` at `source` when it is no FHIR, `required` at `patient` when no source holds a Patient. Never throws.
 */
export function toIpsDocument(sources: readonly unknown[], options: IpsOptions): Result<IpsDocument> {
  try {
    const parts: Part[] = [];
    for (const source of sources) {
      const parsed = typeof source === 'string' ? (JSON.parse(source.replace(/^\uFEFF/u, '')) as unknown) : source;
      const collected = collect(parsed);
      if (!collected) return malformed;
      parts.push(partOf(collected, options));
    }
    if (parts.length === 0) return malformed;
    // Insurance tables without XML1 know an episode only, and nobody whose summary this could be.
    const first = parts.find(({ record }) => record.patient && record.model.patient);
    if (!first) return { issues: [{ code: 'required', severity: 'error', at: 'patient' }] };
    return { ok: build(parts, first, options), issues: [] };
  } catch {
    return malformed;
  }
}

const malformed: Result<never> = { issues: [{ code: 'malformed', severity: 'error', at: 'source' }] };

/** One source: its resources, what was read of them, and which of them go out. */
interface Part {
  placed: readonly Placed[];
  refs: References;
  record: PlacedRecord;
  restricted: Restricted;
  /** Shown in a section. */
  shown: ReadonlySet<number>;
  /** Shown, or referred to by what is. */
  kept: ReadonlySet<number>;
  otherPatients: number;
}

function partOf(collected: Collected, options: IpsOptions): Part {
  const { placed } = collected;
  const refs = new References(placed);
  const record = placeRecord(collected);
  const restricted = restrictedOf(placed, refs);
  const isOut = (index: number) => !options.includeRestricted && restricted.indexes.has(index);
  const withheld = new Set(options.withheld);
  const shown = new Set<number>();
  let otherPatients = 0;
  for (const [index, section] of record.sectionOf) {
    const { resource, type } = placed[index]!;
    if (section === 'patient' || withheld.has(section) || isOut(index) || type === 'Patient') continue;
    const subject = resource['subject'] ?? resource['patient'];
    if (subject !== undefined && !record.isOwnPatient(subject)) otherPatients += 1;
    else shown.add(index);
  }
  const kept = new Set<number>(shown);
  const queue = [...shown, ...(record.patient ? [record.patient.index] : [])];
  for (let index = queue.pop(); index !== undefined; index = queue.pop())
    eachReference(placed[index]!.resource, (url) => {
      const target = refs.findUrl(url);
      if (!target || target.index < 0 || kept.has(target.index) || record.sectionOf.has(target.index)) return;
      if (!carried.has(target.type) || isOut(target.index)) return;
      kept.add(target.index);
      queue.push(target.index);
    });
  return { placed, refs, record, restricted, shown, kept, otherPatients };
}

/** The document in the making. */
interface Work {
  options: IpsOptions;
  entries: BundleEntry[];
  /** fullUrls that are taken, with the text of the resource there. */
  taken: Map<string, string>;
  patientUrl: string;
}

function build(parts: readonly Part[], first: Part, options: IpsOptions): IpsDocument {
  const patient = first.record.patient!;
  const work: Work = { options, entries: [], taken: new Map(), patientUrl: '' };
  work.patientUrl = address(patient, work);
  work.taken.set(work.patientUrl, '');
  const urls = parts.map((part) => addressesOf(part, work));
  const cleaned = parts.map((part, order) => cleaner(part, urls[order]!, work));
  work.entries.push({
    fullUrl: work.patientUrl,
    resource: withId(mendedPatient(cleaned[parts.indexOf(first)]!(patient)), work.patientUrl),
  });
  parts.forEach((part, order) => {
    for (const [index, { url, isRepeated }] of urls[order]!) {
      const item = part.placed[index]!;
      if (isRepeated || item === part.record.patient) continue;
      const entry = part.record.entryOf[index];
      const copy = cleaned[order]!(item);
      const own = item.type === 'Composition' && entry ? noteDocument(copy, entry, wordsOf(entry)) : copy;
      const resource = mended(own, asText(own['resourceType'])!, work.patientUrl, entry?.title ?? item.type);
      work.entries.push({ fullUrl: url, resource: withId(resource, url) });
    }
  });
  const sections = recordSections.flatMap((section) =>
    section === 'patient' ? [] : sectionsOf(section, parts, urls, options),
  );
  const isRestricted = parts.some(({ restricted, kept }) => [...restricted.indexes].some((index) => kept.has(index)));
  const { author, custodian, carriedBy } = authorship(parts, urls, work);
  const confidentiality = isRestricted ? ('R' as const) : ('N' as const);
  const composition: Composition = {
    resourceType: 'Composition',
    id: options.documentId,
    meta: { profile: [ips.composition] },
    language: 'vi',
    text: {
      status: 'generated',
      div: narrativeDiv([
        'Tóm tắt hồ sơ người bệnh (International Patient Summary)',
        options.includeRestricted
          ? 'Bản này gồm cả thông tin thuộc diện hạn chế theo pháp luật (nếu có). Restricted information is included.'
          : 'Bản này không gồm thông tin thuộc diện hạn chế theo pháp luật (nếu có). Restricted information is not included.',
      ]),
    },
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${options.documentId}` },
    status: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: ips.type, display: 'Patient summary Document' }] },
    subject: { reference: work.patientUrl },
    date: options.now,
    author,
    title: 'Tóm tắt hồ sơ người bệnh (International Patient Summary)',
    confidentiality,
    ...(custodian ? { custodian } : {}),
    ...relatesTo(parts),
    section: sections,
  };
  const bundle: Bundle = {
    resourceType: 'Bundle',
    id: options.documentId,
    meta: {
      profile: [ips.bundle],
      ...(isRestricted
        ? { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] }
        : {}),
    },
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${options.documentId}` },
    type: 'document',
    timestamp: options.now,
    entry: [
      { fullUrl: `urn:uuid:${options.documentId}`, resource: composition },
      ...work.entries.slice(0, 1),
      ...carriedBy,
      ...work.entries.slice(1),
    ],
  };
  const withheld = recordSections.filter(
    (section) =>
      options.withheld?.includes(section) ||
      parts.some(({ record }) => record.model.sections[section].state === 'hidden'),
  );
  addNarratives(bundle);
  return {
    bundle,
    leftOut: {
      restricted: options.includeRestricted
        ? 0
        : parts.reduce((sum, { restricted }) => sum + restricted.indexes.size, 0),
      withheld,
      otherPatients: parts.reduce((sum, part) => sum + part.otherPatients, 0),
      setAside: parts.reduce((sum, { record }) => sum + unreadOf(record), 0),
    },
  };
}

/** Resources that could not be read; one that stands there twice is not lost. */
const unreadOf = ({ model }: PlacedRecord) => model.setAside.filter(({ reason }) => reason !== 'duplicate').length;

/** Where a resource stands in the document; `isRepeated`: another source gives the very same one. */
interface Address {
  url: string;
  isRepeated: boolean;
}

function addressesOf(part: Part, work: Work): Map<number, Address> {
  const urls = new Map<number, Address>();
  const own = part.record.patient;
  for (const index of [...part.kept].sort((one, other) => one - other)) {
    const item = part.placed[index]!;
    if (item === own) continue;
    const text = JSON.stringify(item.resource);
    let url = address(item.type === 'Composition' ? { ...item, type: 'DocumentReference' } : item, work);
    const base = url;
    for (let number = 2; work.taken.has(url) && work.taken.get(url) !== text; number += 1) url = `${base}-${number}`;
    urls.set(index, { url, isRepeated: work.taken.has(url) });
    work.taken.set(url, text);
  }
  // Whatever each source calls its patient, it is the one of the document.
  if (own) urls.set(own.index, { url: work.patientUrl, isRepeated: true });
  return urls;
}

const restful = /^https?:\/\/[^?#\s]+\/([A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/u;
const uuid = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

/** The source's own address where FHIR allows it, else one made of type and id that nobody can call. */
function address({ resource, type, fullUrl, index }: Placed, { options }: Pick<Work, 'options'>): string {
  const id = asText(resource['id']);
  if (fullUrl && uuid.test(fullUrl)) return fullUrl;
  const match = fullUrl ? restful.exec(fullUrl) : null;
  if (match && match[1] === type && (id === undefined || match[2] === id)) return fullUrl!;
  const site = (options.site?.id ?? 'record').toLowerCase().replace(/[^a-z0-9]/gu, '-');
  return `https://${site}.invalid/fhir/${type}/${idOf(id) ?? `r${index}`}`;
}

function idOf(id: string | undefined): string | undefined {
  const allowed = id?.replace(/[^A-Za-z0-9.-]/gu, '-').slice(0, 64);
  return allowed === '' ? undefined : allowed;
}

/** `Resource.id` agrees with its address; a resource at a `urn:uuid` keeps its own. */
function withId(resource: Json, url: string): FhirResource {
  const id = restful.exec(url)?.[2] ?? idOf(asText(resource['id'])) ?? url.slice('urn:uuid:'.length);
  const { resourceType, id: _, ...rest } = resource;
  return { resourceType, id, ...rest } as unknown as FhirResource;
}

/** A copy whose references lead to the document's own addresses; what leads nowhere keeps its words, what is left out loses them too. */
function cleaner(part: Part, urls: ReadonlyMap<number, Address>, work: Work): (item: Placed) => Json {
  const { refs, placed, record } = part;
  const referred = (object: Json): Json | undefined => {
    const url = asText(object['reference']);
    if (url === undefined || url.startsWith('#')) return object;
    const target = refs.findUrl(url);
    if (target && target.index >= 0) {
      const to = urls.get(target.index)?.url;
      return to === undefined ? undefined : { ...object, reference: to };
    }
    if (/(?:^|\/)Patient\//u.test(url) && record.isOwnPatient(object)) return { ...object, reference: work.patientUrl };
    const { reference: _, ...rest } = object;
    return Object.keys(rest).length > 0 ? rest : undefined;
  };
  const lost = new WeakSet<object>();
  const isReference = (value: unknown) => typeof asObject(value)?.['reference'] === 'string';
  const copy = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null) return value === null ? undefined : value;
    if (depth > 100) return undefined;
    if (Array.isArray(value)) {
      const items = value.map((item: unknown) => (item === null ? null : copy(item, depth + 1)));
      // A diagnosis of an encounter whose condition is left out is none any more.
      return items.filter((item, at) => item !== undefined && !isEmptied(item, value[at]) && !lost.has(item as object));
    }
    const object = typeof (value as Json)['reference'] === 'string' ? referred(value as Json) : (value as Json);
    if (object === undefined) return undefined;
    const out: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(object)) {
      if (key === '__proto__') continue;
      const copied = copy(inner, depth + 1);
      if (copied === undefined && isReference(inner)) lost.add(out);
      if (copied !== undefined && !isEmptied(copied, inner)) out[key] = copied;
    }
    return out;
  };
  return (item) => {
    const given = work.options.includeRestricted ? undefined : part.restricted.stripped.get(item.index);
    const out = copy(given ?? placed[item.index]!.resource, 0) as Record<string, unknown>;
    const div = asText(asObject(out['text'])?.['div']);
    if (out['text'] !== undefined && (div === undefined || divFault(div)))
      if (div === undefined) delete out['text'];
      else out['text'] = { ...asObject(out['text']), div: narrativeDiv([narrativeText(div, 100_000)]) };
    return out;
  };
}

function isEmptied(copied: unknown, inner: unknown): boolean {
  if (typeof copied !== 'object' || copied === null || copied === inner) return false;
  return Object.keys(copied).length === 0;
}

const emptyWords: Readonly<Record<string, string>> = {
  nilknown: 'Hồ sơ nguồn ghi nhận: không có. (Stated by the source: none.)',
  withheld: 'Mục này được giữ lại, không có trong bản này. (Withheld.)',
  notasked: 'Hồ sơ nguồn ghi: chưa hỏi. (Not asked.)',
  unavailable: 'Không có dữ liệu được cung cấp. (No data provided.)',
  failed: 'Mục này của hồ sơ nguồn chưa đọc được hoặc bị cắt bớt: không biết là có hay không. (Not read completely.)',
};

function sectionsOf(
  section: RecordSection,
  parts: readonly Part[],
  urls: readonly ReadonlyMap<number, Address>[],
  options: IpsOptions,
): CompositionSection[] {
  const found = parts.map(({ record }) => record.model.sections[section]);
  const isWithheld = options.withheld?.includes(section) === true;
  const lines: { type: string; url: string }[] = [];
  parts.forEach((part, order) => {
    for (const index of part.shown) {
      if (part.record.sectionOf.get(index) !== section) continue;
      const { url, isRepeated } = urls[order]!.get(index)!;
      const { type } = part.placed[index]!;
      if (!isRepeated) lines.push({ type: type === 'Composition' ? 'DocumentReference' : type, url });
    }
  });
  const fitting = lines.filter(({ type }) => fitsSection(section, type));
  const others = lines.filter(({ type }) => !fitsSection(section, type));
  const states = found.map(({ state }) => state);
  const isWhole = !states.includes('failed') && !states.includes('truncated');
  const told = isWhole ? undefined : states.every((state) => state === 'failed') ? 'failed' : 'truncated';
  const base = {
    title: ipsTitles[section],
    code: codeOf(section, true),
    ...(told && !isWithheld ? { extension: [{ url: ownSystems.recordState, valueCode: told }] } : {}),
  };
  const out: CompositionSection[] = [];
  if (isWithheld) return [emptySection(base, 'withheld')];
  if (fitting.length > 0) out.push(filled(base, fitting));
  else {
    const reason = states.includes('empty')
      ? 'nilknown'
      : states.includes('hidden')
        ? 'withheld'
        : found.some(({ reason }) => reason === 'notasked')
          ? 'notasked'
          : 'unavailable';
    if (requiredSections.includes(section) || reason !== 'unavailable' || (told && others.length === 0))
      out.push(emptySection(base, others.length > 0 ? 'unavailable' : reason, told));
  }
  const own = { title: ipsTitles[section], code: codeOf(section, false) };
  if (others.length > 0) out.push(filled(out.length > 0 ? own : { ...base, code: own.code }, others));
  for (const entry of parts.flatMap((part) => wordsAlone(part, section, options))) {
    const div = wordsOf(entry);
    if (div) out.push({ ...own, title: entry.title.slice(0, 200), text: { status: 'additional', div } });
  }
  return out;
}

/** Our own code, and LOINC's for a section that IPS defines. */
function codeOf(section: RecordSection, withLoinc: boolean): CompositionSection['code'] {
  const loinc = withLoinc ? loincOfSection[section] : undefined;
  return {
    coding: [
      ...(loinc ? [{ system: 'http://loinc.org', code: loinc }] : []),
      { system: ownSystems.recordSection, code: section },
    ],
  };
}

function filled(base: CompositionSection, lines: readonly { url: string }[]): CompositionSection {
  return { ...base, entry: lines.map(({ url }) => ({ reference: url })) };
}

/** Each section's entries in words, read from what really stands in the document: nothing is told that was left out. */
function addNarratives(bundle: Bundle): void {
  const collected = collect(bundle)!;
  const { entryOf } = placeRecord(collected);
  const byUrl = new Map(collected.placed.map(({ fullUrl, index }) => [fullUrl, entryOf[index]]));
  for (const section of (bundle.entry![0]!.resource as Composition).section ?? []) {
    if (section.text || !section.entry) continue;
    const entries = section.entry.flatMap(({ reference }) => byUrl.get(reference) ?? []);
    section.text = { status: 'generated', div: sectionNarrative(entries) };
  }
}

function emptySection(base: CompositionSection, code: string, told?: string): CompositionSection {
  return {
    ...base,
    text: { status: 'generated', div: narrativeDiv([emptyWords[told ? 'failed' : code]!]) },
    emptyReason: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code }] },
  };
}

/** Words of document sections that had no entries. */
function wordsAlone({ record, restricted }: Part, section: RecordSection, options: IpsOptions): RecordEntry[] {
  return record.model.sections[section].entries.filter(
    ({ resourceType, narrative, title }) =>
      resourceType === 'Section' &&
      narrative &&
      (options.includeRestricted || !restricted.tells(`${title} ${narrative}`)),
  );
}

function wordsOf({ narrative }: RecordEntry): string | undefined {
  if (!narrative) return undefined;
  // Several narratives in a row are one only inside another.
  const whole = [narrative, `<div xmlns="http://www.w3.org/1999/xhtml">${narrative}</div>`];
  return whole.find((div) => !divFault(div)) ?? narrativeDiv([narrativeText(narrative, 200_000)]);
}

/** Who made the copy, as resources of the document; the site that keeps the original stays its custodian. */
function authorship(
  parts: readonly Part[],
  urls: readonly ReadonlyMap<number, Address>[],
  work: Work,
): { author: Reference[]; custodian?: Reference; carriedBy: BundleEntry[] } {
  const { author, site } = work.options;
  const carriedBy: BundleEntry[] = [];
  const add = (resource: FhirResource & { id: string }): Reference => {
    const url = `https://exported-by.invalid/fhir/${resource.resourceType}/${resource.id}`;
    carriedBy.push({ fullUrl: url, resource });
    return { reference: url };
  };
  const organization =
    site &&
    add({
      resourceType: 'Organization',
      id: 'site',
      identifier: [{ system: systems.site, value: site.id }],
      name: site.name,
    });
  const person =
    author &&
    add({
      resourceType: 'Practitioner',
      id: 'person',
      identifier: [{ system: systems.practitioner, value: author.sub }],
      name: [{ text: author.name }],
    });
  const authors = [...(person ? [person] : []), ...(organization ? [organization] : [])];
  if (authors.length === 0)
    authors.push(
      add({ resourceType: 'Device', id: 'software', deviceName: [{ name: 'Điểm Cầu', type: 'manufacturer-name' }] }),
    );
  for (const [order, { record, refs }] of parts.entries()) {
    const holder = record.governing?.resource['custodian'] ?? record.patient?.resource['managingOrganization'];
    const target = refs.find(holder, record.governing?.resource ?? record.patient?.resource);
    const to = target && urls[order]!.get(target.index)?.url;
    const display = asText(asObject(holder)?.['display']) ?? asText(target?.resource['name']);
    if (to) return { author: authors, custodian: { reference: to }, carriedBy };
    if (display) {
      const identifier = asObject(holder)?.['identifier'] ?? asObjects(target?.resource['identifier'])[0];
      return {
        author: authors,
        custodian: { type: 'Organization', ...(identifier ? { identifier } : {}), display } as Reference,
        carriedBy,
      };
    }
  }
  return { author: authors, ...(organization ? { custodian: organization } : {}), carriedBy };
}

/** The documents that this one was made from. */
function relatesTo(parts: readonly Part[]): Pick<Composition, 'relatesTo'> {
  const identifiers = parts.flatMap(({ record }) => {
    const identifier = asObject(record.governing?.resource['identifier']);
    return asText(identifier?.['value']) ? [identifier!] : [];
  });
  return identifiers.length > 0
    ? { relatesTo: identifiers.map((targetIdentifier) => ({ code: 'transforms' as const, targetIdentifier })) }
    : {};
}
