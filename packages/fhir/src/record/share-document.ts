import type { Bundle, BundleEntry, Composition, CompositionSection, FhirResource } from 'fhir/r4';
import { asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import { narrativeDiv } from '../internal/narrative.js';
import { References } from '../internal/references.js';
import type { Placed } from '../internal/references.js';
import { ownSystems, systems } from '../internal/systems.js';
import type { Result } from '../result.js';
import { collect } from './collect.js';
import { looksDated } from './newest.js';
import { newestPageSize, newestPagesTag } from './newest-pages.js';
import { placeRecord } from './place-record.js';
import { recordSections } from './record.types.js';
import type { RecordModel, RecordSection } from './record.types.js';
import { loincOfSection } from './sections.js';
import { parseRecordText } from './source/parse-record-text.js';

/** What a share is made of. */
export interface ShareInput {
  /** The original FHIR: a Bundle, an array of resources, one resource; as JSON text or parsed. */
  bundle: unknown;
  documentId: string;
  caseId: string;
  siteId: string;
  siteName: string;
  /** Who shares. */
  author: { sub: string; name: string };
  /** Sections that consent keeps back: left out here, before anything is hashed or sent. */
  withheld: readonly RecordSection[];
  /** ISO instant. */
  now: string;
}

const titles: Readonly<Record<RecordSection, string>> = {
  patient: 'Người bệnh',
  problems: 'Chẩn đoán, bệnh',
  allergies: 'Dị ứng',
  medications: 'Thuốc',
  immunizations: 'Tiêm chủng',
  results: 'Xét nghiệm',
  vitalSigns: 'Dấu hiệu sinh tồn',
  procedures: 'Thủ thuật, phẫu thuật',
  encounters: 'Đợt khám, điều trị',
  imaging: 'Chẩn đoán hình ảnh',
  documents: 'Tài liệu',
  plans: 'Kế hoạch',
  devices: 'Thiết bị, vật tư',
  socialHistory: 'Lối sống, xã hội',
  pregnancy: 'Thai sản',
  directives: 'Ý nguyện trước',
  alerts: 'Cảnh báo',
  familyHistory: 'Tiền sử gia đình',
  functionalStatus: 'Chức năng',
  coverage: 'Bảo hiểm',
};

/** Types that are carried along when something shared refers to them. */
export const carried: ReadonlySet<string> = new Set([
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Location',
  'Medication',
  'Specimen',
  'Device',
  'Binary',
  'Substance',
  'RelatedPerson',
  'ServiceRequest',
  'Endpoint',
  'CareTeam',
  'BodyStructure',
  'HealthcareService',
]);

/** Elements that would tell of a withheld diagnosis from within other sections. */
const tellsOfProblems: ReadonlySet<string> = new Set([
  'reasonCode',
  'reasonReference',
  'diagnosis',
  'addresses',
  'indication',
  'text',
  'conclusionCode',
  'evidence',
  'reason',
  'supportingInfo',
  'supportingInformation',
]);

/**
 * The record frozen for a case: a FHIR R4 document with a section for every RecordSection but `patient`; an empty one has its reason, a withheld one
 * `emptyReason` `withheld` and nothing of it inside, nor a reference to it. Attachments stay inline, or as `url` `Binary/<sha256>`.
 * Errors: `malformed` at `bundle` when it is no FHIR, `required` at `patient` when it holds no Patient.
 */
export function toShareDocument(input: ShareInput): Result<Bundle> {
  try {
    const source = typeof input.bundle === 'string' ? parseRecordText(input.bundle) : input.bundle;
    const collected = collect(source);
    if (!collected) return { issues: [{ code: 'malformed', severity: 'error', at: 'bundle' }] };
    const { model, sectionOf, patient } = placeRecord(collected);
    if (!patient) return { issues: [{ code: 'required', severity: 'error', at: 'patient' }] };
    return { ok: build(input, collected.placed, model, sectionOf, patient), issues: [] };
  } catch {
    return { issues: [{ code: 'malformed', severity: 'error', at: 'bundle' }] };
  }
}

function build(
  input: ShareInput,
  placed: readonly Placed[],
  model: RecordModel,
  sectionOf: ReadonlyMap<number, RecordSection>,
  patient: Placed,
): Bundle {
  const withheld = new Set<RecordSection>(input.withheld.filter((section) => section !== 'patient'));
  const kept = keptIndexes(placed, sectionOf, withheld, patient);
  const refs = new References(placed);
  const urls = new Map([...kept].map((index) => [index, urlOf(placed[index]!, input)] as const));
  const clean = cleaner(refs, kept, withheld);
  const { order, newestPages } = newestPagesFirst(placed, kept, sectionOf, patient, refs);
  const entries: BundleEntry[] = order.map((index) => ({
    fullUrl: urls.get(index)!,
    resource: clean(placed[index]!) as unknown as FhirResource,
  }));
  const composition: Composition = {
    resourceType: 'Composition',
    id: input.documentId,
    meta: { tag: [{ system: systems.caseTag, code: input.caseId }] },
    language: 'vi',
    status: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: '60591-5' }], text: 'Hồ sơ chia sẻ để hội chẩn' },
    subject: { reference: urls.get(patient.index)! },
    date: input.now,
    author: [
      {
        type: 'Practitioner',
        identifier: { system: systems.practitioner, value: input.author.sub },
        display: input.author.name,
      },
    ],
    title: 'Hồ sơ chia sẻ để hội chẩn',
    custodian: {
      type: 'Organization',
      identifier: { system: systems.site, value: input.siteId },
      display: input.siteName,
    },
    section: recordSections
      .filter((section) => section !== 'patient')
      .map((section) =>
        sectionFor(
          section,
          model,
          withheld,
          order.filter((index) => sectionOf.get(index) === section).map((index) => urls.get(index)!),
        ),
      ),
  };
  return {
    resourceType: 'Bundle',
    id: input.documentId,
    meta: {
      tag: [{ system: systems.caseTag, code: input.caseId }, newestPagesTag(1 + newestPages)],
    },
    identifier: { system: 'urn:diemcau:document', value: input.documentId },
    type: 'document',
    timestamp: input.now,
    entry: [
      { fullUrl: `urn:diemcau:document:${encodeURIComponent(input.documentId)}:composition`, resource: composition },
      ...entries,
    ],
  };
}

/** What is shared: the patient, everything of sections that are not withheld, and what these refer to (and nothing that only a withheld one refers to). */
function keptIndexes(
  placed: readonly Placed[],
  sectionOf: ReadonlyMap<number, RecordSection>,
  withheld: ReadonlySet<RecordSection>,
  patient: Placed,
): Set<number> {
  const refs = new References(placed);
  const kept = new Set<number>([patient.index]);
  const queue: number[] = [patient.index];
  for (const [index, section] of sectionOf) {
    if (withheld.has(section) || kept.has(index)) continue;
    kept.add(index);
    queue.push(index);
  }
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    eachReference(placed[index]!.resource, (url) => {
      const target = refs.findUrl(url);
      if (!target || kept.has(target.index) || sectionOf.has(target.index) || !carried.has(target.type)) return;
      kept.add(target.index);
      queue.push(target.index);
    });
  }
  return kept;
}

/**
 * The patient, then the newest page of each section, then the further pages, each section newest first: who reads the document as it
 * comes can show the first before the last is there. What is only referred to stands before what first refers to it.
 */
function newestPagesFirst(
  placed: readonly Placed[],
  kept: ReadonlySet<number>,
  sectionOf: ReadonlyMap<number, RecordSection>,
  patient: Placed,
  refs: References,
): { order: number[]; newestPages: number } {
  const dated = [...kept]
    .filter((index) => sectionOf.has(index) && index !== patient.index)
    .map((index) => ({ index, date: looksDated(placed[index]!.resource), page: 0 }))
    .sort((one, other) => (one.date === other.date ? one.index - other.index : one.date < other.date ? 1 : -1));
  const counts = new Map<RecordSection, number>();
  for (const one of dated) {
    const section = sectionOf.get(one.index)!;
    const before = counts.get(section) ?? 0;
    one.page = Math.floor(before / newestPageSize);
    counts.set(section, before + 1);
  }
  dated.sort((one, other) => one.page - other.page);
  const order = new Set<number>();
  const put = (index: number): void => {
    if (order.has(index)) return;
    // Noted first, so that resources which refer to each other end.
    const carriedAlong: number[] = [];
    eachReference(placed[index]!.resource, (url) => {
      const target = refs.findUrl(url);
      if (target && kept.has(target.index) && !sectionOf.has(target.index)) carriedAlong.push(target.index);
    });
    putting.add(index);
    for (const one of carriedAlong) if (!putting.has(one)) put(one);
    order.add(index);
  };
  const putting = new Set<number>();
  put(patient.index);
  let newestPages = 0;
  for (const { index, page } of dated) {
    put(index);
    if (page === 0) newestPages = order.size;
  }
  for (const index of kept) put(index);
  return { order: [...order], newestPages: newestPages || order.size };
}

/** Every reference and URL inside. */
export function eachReference(value: unknown, visit: (url: string) => void, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > 60) return;
  if (Array.isArray(value)) {
    for (const item of value) eachReference(item, visit, depth + 1);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if ((key === 'reference' || key === 'url') && typeof inner === 'string') visit(inner);
    else eachReference(inner, visit, depth + 1);
  }
}

/** A copy of a resource without references to what is not shared, and without what tells of withheld problems. */
function cleaner(
  refs: References,
  kept: ReadonlySet<number>,
  withheld: ReadonlySet<RecordSection>,
): (item: Placed) => Json {
  const shadow = withheld.has('problems') ? tellsOfProblems : undefined;
  const copy = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (depth > 100) return undefined;
    if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1)).filter((item) => item !== undefined);
    const reference = (value as Json)['reference'];
    if (typeof reference === 'string' && !reference.startsWith('#')) {
      const target = refs.findUrl(reference);
      // Its display would tell what is withheld.
      if (target && !kept.has(target.index)) return undefined;
    }
    const out: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) {
      if (key === '__proto__') continue;
      const copied = copy(inner, depth + 1);
      if (
        copied !== undefined &&
        !(Array.isArray(copied) && copied.length === 0 && Array.isArray(inner) && inner.length > 0)
      )
        out[key] = copied;
    }
    return out;
  };
  return ({ resource, type }) => {
    const out = copy(resource, 0) as Record<string, unknown>;
    if (shadow && type !== 'Patient' && type !== 'Organization') for (const key of shadow) delete out[key];
    // A narrative may speak of anything: where something is withheld, only documents (themselves shared) keep theirs.
    if (withheld.size > 0 && type !== 'Composition' && type !== 'DocumentReference') delete out['text'];
    return out;
  };
}

function urlOf({ resource, type, fullUrl, index }: Placed, input: ShareInput): string {
  if (fullUrl && /^(https?:|urn:)/u.test(fullUrl)) return fullUrl;
  return `https://site-${encodeURIComponent(input.siteId)}.invalid/fhir/${type}/${encodeURIComponent(asText(resource['id']) ?? `r${index}`)}`;
}

const emptyWords: Readonly<Record<string, string>> = {
  nilknown: 'Hồ sơ nguồn ghi nhận: không có.',
  withheld: 'Người bệnh không đồng ý chia sẻ mục này.',
  notasked: 'Hồ sơ nguồn ghi: chưa hỏi.',
  unavailable: 'Hồ sơ nguồn không có dữ liệu về mục này.',
  failed: 'Mục này của hồ sơ nguồn không đọc được hoặc bị cắt bớt: không biết là có hay không.',
};

function sectionFor(
  section: RecordSection,
  model: RecordModel,
  withheld: ReadonlySet<RecordSection>,
  urls: readonly string[],
): CompositionSection {
  const loinc = loincOfSection[section];
  const base: CompositionSection = {
    title: titles[section],
    code: {
      coding: [
        { system: ownSystems.recordSection, code: section },
        ...(loinc ? [{ system: 'http://loinc.org', code: loinc }] : []),
      ],
    },
  };
  const found = model.sections[section];
  // What was not whole here is not whole there either.
  if (!withheld.has(section) && (found.state === 'failed' || found.state === 'truncated'))
    base.extension = [{ url: ownSystems.recordState, valueCode: found.state }];
  if (withheld.has(section)) return { ...base, text: words('withheld'), emptyReason: reason('withheld') };
  const narratives = found.entries.flatMap((entry) =>
    entry.resourceType === 'Section' && entry.narrative ? [entry.narrative] : [],
  );
  const div = withheld.size === 0 ? found.narrative : undefined;
  const text = narratives[0] ?? (div && asDiv(div) ? div : undefined);
  if (urls.length > 0)
    return {
      ...base,
      ...(text ? { text: { status: 'additional', div: text } } : {}),
      entry: urls.map((reference) => ({ reference })),
      ...subsections(narratives.slice(1)),
    };
  if (text && narratives.length > 0)
    return { ...base, text: { status: 'additional', div: text }, ...subsections(narratives.slice(1)) };
  const code =
    found.state === 'empty'
      ? 'nilknown'
      : found.state === 'hidden'
        ? 'withheld'
        : found.reason === 'notasked'
          ? 'notasked'
          : 'unavailable';
  return { ...base, text: words(base.extension ? 'failed' : code), emptyReason: reason(code) };
}

/** Two narratives of one section are two divs: only one alone may stand as text. */
function asDiv(text: string): boolean {
  return text.indexOf('<div', 1) < 0 || text.split('</div>').length === 2;
}

function subsections(divs: readonly string[]): Pick<CompositionSection, 'section'> {
  return divs.length > 0 ? { section: divs.map((div) => ({ text: { status: 'additional' as const, div } })) } : {};
}

function words(code: string): CompositionSection['text'] {
  return { status: 'generated', div: narrativeDiv([emptyWords[code] ?? emptyWords['unavailable']!]) };
}

function reason(code: string): CompositionSection['emptyReason'] {
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code }] };
}
