import { asObject, asObjects, asText, asTexts } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import type { Issue } from '../../result.js';
import { ips, mayHold } from './ips-sections.js';
import { choiceOf, needsOf } from './mended.js';
import { divFault } from './well-formed.js';

/** A fault of a document against FHIR R4 or the IPS profiles; `facts.rule` is the invariant or profile element. */
export interface IpsIssue extends Issue {
  facts: Readonly<{ rule: string }> & Readonly<Record<string, string | number>>;
}

/** The document under check. */
interface Under {
  bundle: Json;
  entries: readonly Json[];
  composition: Json;
  /** Resources by fullUrl. */
  byUrl: ReadonlyMap<string, Json>;
  fault(rule: string, at: string, code?: Issue['code']): void;
}

/**
 * Checks a document Bundle against invariants of FHIR R4 and the profiles Bundle-uv-ips, Composition-uv-ips and Patient-uv-ips of
 * the International Patient Summary 2.0; of entries, what these profiles require to be there. These checks are the project's own,
 * written from the text of the profiles: no official validator, and no terminology. An empty list: none of them failed. Never throws.
 */
export function checkIps(bundle: unknown): IpsIssue[] {
  const issues: IpsIssue[] = [];
  const fault = (rule: string, at: string, code: Issue['code'] = 'required'): void =>
    void issues.push({ code, severity: 'error', at, facts: { rule } });
  const root = asObject(bundle);
  if (root?.['resourceType'] !== 'Bundle') {
    fault('Bundle-uv-ips', 'Bundle', 'malformed');
    return issues;
  }
  const entries = asObjects(root['entry']);
  const byUrl = new Map<string, Json>();
  for (const entry of entries) {
    const url = asText(entry['fullUrl']);
    const resource = asObject(entry['resource']);
    if (url && resource && !byUrl.has(url)) byUrl.set(url, resource);
  }
  const composition = asObject(entries[0]?.['resource']) ?? {};
  const under: Under = { bundle: root, entries, composition, byUrl, fault };
  for (const check of checks) {
    try {
      check(under);
    } catch {
      fault(check.name, 'Bundle', 'malformed');
    }
  }
  return issues;
}

/** Bundle-uv-ips.type: `document`. */
function bundleType({ bundle, fault }: Under): void {
  if (bundle['type'] !== 'document') fault('Bundle-uv-ips.type', 'Bundle.type', 'out-of-range');
}

/** bdl-9, Bundle-uv-ips.identifier 1..1: a document has an identifier with a system and a value. */
function bundleIdentifier({ bundle, fault }: Under): void {
  const identifier = asObject(bundle['identifier']);
  if (!asText(identifier?.['system']) || !asText(identifier?.['value'])) fault('bdl-9', 'Bundle.identifier');
}

/** bdl-10, Bundle-uv-ips.timestamp 1..1: a document has a date, an instant with its offset. */
function bundleTimestamp({ bundle, fault }: Under): void {
  const timestamp = asText(bundle['timestamp']);
  if (!timestamp) fault('bdl-10', 'Bundle.timestamp');
  else if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u.test(timestamp))
    fault('bdl-10', 'Bundle.timestamp', 'malformed');
}

/** bdl-11: a document's first resource is a Composition; bdl-ips-1: it is the only one. */
function oneComposition({ entries, composition, fault }: Under): void {
  if (composition['resourceType'] !== 'Composition') fault('bdl-11', 'Bundle.entry[0].resource');
  entries.slice(1).forEach((entry, index) => {
    if (asObject(entry['resource'])?.['resourceType'] === 'Composition')
      fault('bdl-ips-1', `Bundle.entry[${index + 1}].resource`, 'out-of-range');
  });
}

/** Bundle-uv-ips.entry:patient 1..1: exactly one Patient. */
function onePatient({ entries, fault }: Under): void {
  const patients = entries.filter((entry) => asObject(entry['resource'])?.['resourceType'] === 'Patient');
  if (patients.length !== 1) fault('Bundle-uv-ips.entry:patient', 'Bundle.entry', 'out-of-range');
}

/** Bundle-uv-ips.entry.fullUrl 1..1, bdl-7 (unique), bdl-8 (not of a version), and FHIR's rule that a RESTful one ends in type and id. */
function fullUrls({ entries, fault }: Under): void {
  const seen = new Set<string>();
  entries.forEach((entry, index) => {
    const at = `Bundle.entry[${index}].fullUrl`;
    const url = asText(entry['fullUrl']);
    const resource = asObject(entry['resource']);
    if (!url) return fault('Bundle-uv-ips.entry.fullUrl', at);
    if (url.includes('/_history/')) fault('bdl-8', at, 'malformed');
    const version = asText(asObject(resource?.['meta'])?.['versionId']) ?? '';
    if (seen.has(`${url} ${version}`)) fault('bdl-7', at, 'out-of-range');
    seen.add(`${url} ${version}`);
    if (!/^(?:https?:|urn:uuid:|urn:oid:)/iu.test(url)) fault('Bundle.entry.fullUrl', at, 'malformed');
    const restful = /^https?:\/\/.+\/([A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/u.exec(url);
    if (restful && restful[1] === resource?.['resourceType'] && restful[2] !== resource?.['id'])
      fault('Bundle.entry.fullUrl', at, 'malformed');
  });
}

/** Bundle-uv-ips.entry.search, .request and .response ..0; Bundle.entry.resource (bdl-5). */
function plainEntries({ entries, fault }: Under): void {
  entries.forEach((entry, index) => {
    for (const key of ['search', 'request', 'response'])
      if (entry[key] !== undefined)
        fault(`Bundle-uv-ips.entry.${key}`, `Bundle.entry[${index}].${key}`, 'out-of-range');
    if (!asObject(entry['resource'])) fault('bdl-5', `Bundle.entry[${index}].resource`);
  });
}

/** Resource.id: 1 to 64 letters, digits, `-` and `.`. */
function ids({ entries, fault }: Under): void {
  entries.forEach((entry, index) => {
    const id = asObject(entry['resource'])?.['id'];
    if (id !== undefined && !(typeof id === 'string' && /^[A-Za-z0-9.-]{1,64}$/u.test(id)))
      fault('Resource.id', `Bundle.entry[${index}].resource.id`, 'malformed');
  });
}

/** Composition-uv-ips: status, type LOINC 60591-5, subject.reference, date, author, title, section 1..*. */
function compositionHead({ composition, fault }: Under): void {
  const at = (element: string) => `Bundle.entry[0].resource.${element}`;
  for (const element of ['status', 'date', 'title'])
    if (!asText(composition[element])) fault(`Composition-uv-ips.${element}`, at(element));
  const codings = asObjects(asObject(composition['type'])?.['coding']);
  if (!codings.some(({ system, code }) => system === 'http://loinc.org' && code === ips.type))
    fault('Composition-uv-ips.type', at('type'), 'unknown-code');
  if (!asText(asObject(composition['subject'])?.['reference']))
    fault('Composition-uv-ips.subject.reference', at('subject'));
  for (const element of ['author', 'section'])
    if (asObjects(composition[element]).length === 0) fault(`Composition-uv-ips.${element}`, at(element));
}

/** Composition-uv-ips.section:sectionMedications, sectionAllergies, sectionProblems 1..1; every other section of IPS 0..1. */
function sectionCounts({ composition, fault }: Under): void {
  const counts = new Map<string, number>();
  for (const section of asObjects(composition['section']))
    for (const code of loincsOf(section)) counts.set(code, (counts.get(code) ?? 0) + 1);
  const at = 'Bundle.entry[0].resource.section';
  for (const [code, slice] of Object.entries(slices)) {
    const count = counts.get(code) ?? 0;
    if (count > 1 || (count === 0 && requiredSlices.has(slice)))
      fault(`Composition-uv-ips.section:${slice}`, at, count > 1 ? 'out-of-range' : 'required');
  }
}

/**
 * Of each section: ips-comp-1 (medications, allergies, problems have entries or an emptyReason), cmp-1 (text, entries or sections),
 * cmp-2 (an emptyReason only without entries), Composition-uv-ips.section.text 1..1, .section ..0, title and code of a defined one.
 */
function sectionContent({ composition, fault }: Under): void {
  asObjects(composition['section']).forEach((section, index) => {
    const at = `Bundle.entry[0].resource.section[${index}]`;
    const entries = asObjects(section['entry']);
    const defined = loincsOf(section).flatMap((code) => slices[code] ?? []);
    const isRequired = defined.some((slice) => requiredSlices.has(slice));
    if (isRequired && !entries.some(({ reference }) => asText(reference)) && section['emptyReason'] === undefined)
      fault('ips-comp-1', at);
    if (entries.length > 0 && section['emptyReason'] !== undefined) fault('cmp-2', `${at}.emptyReason`, 'out-of-range');
    if (!asObject(section['text']) && entries.length === 0 && asObjects(section['section']).length === 0)
      fault('cmp-1', at);
    if (!asObject(section['text'])) fault('Composition-uv-ips.section.text', `${at}.text`);
    if (section['section'] !== undefined) fault('Composition-uv-ips.section.section', `${at}.section`, 'out-of-range');
    if (defined.length > 0 && !asText(section['title'])) fault('Composition-uv-ips.section.title', `${at}.title`);
  });
}

/** Composition-uv-ips.section:….entry: the types that each defined section may refer to. */
function entryTypes({ composition, byUrl, fault }: Under): void {
  asObjects(composition['section']).forEach((section, index) => {
    const codes = loincsOf(section);
    asObjects(section['entry']).forEach((entry, number) => {
      const type = asText(byUrl.get(asText(entry['reference']) ?? '')?.['resourceType']);
      for (const code of codes)
        if (type && !mayHold(code, type))
          fault(
            `Composition-uv-ips.section:${slices[code] ?? code}.entry`,
            `Bundle.entry[0].resource.section[${index}].entry[${number}]`,
            'out-of-range',
          );
    });
  });
}

/** A document is whole: every literal reference is to a resource of the Bundle or contained (FHIR "Documents", Bundle "Resolving references"). */
function references({ entries, byUrl, fault }: Under): void {
  entries.forEach((entry, index) => {
    const resource = asObject(entry['resource']) ?? {};
    const contained = new Set(asObjects(resource['contained']).map(({ id }) => `#${String(id)}`));
    const base = /^(https?:\/\/.+\/)[A-Za-z]+\/[A-Za-z0-9.-]+$/u.exec(asText(entry['fullUrl']) ?? '')?.[1];
    walk(resource, `Bundle.entry[${index}].resource`, (object, at) => {
      const url = object['reference'];
      if (typeof url !== 'string' || url === '#' || contained.has(url)) return;
      const bare = url.split('/_history/')[0]!;
      if (!byUrl.has(bare) && !(base && byUrl.has(base + bare)))
        fault('Bundle.entry.fullUrl:resolve', `${at}.reference`);
    });
  });
}

/** Composition-uv-ips.subject: the Patient of the Bundle; the section entries' subject is the same one. */
function oneSubject({ composition, entries, byUrl, fault }: Under): void {
  const subject = asText(asObject(composition['subject'])?.['reference']);
  if (subject && byUrl.get(subject)?.['resourceType'] !== 'Patient')
    fault('Composition-uv-ips.subject', 'Bundle.entry[0].resource.subject', 'out-of-range');
  entries.slice(1).forEach((entry, index) => {
    const resource = asObject(entry['resource']) ?? {};
    const about = asText(asObject(resource['subject'] ?? resource['patient'])?.['reference']);
    if (about && byUrl.get(about)?.['resourceType'] === 'Patient' && about !== subject)
      fault('Composition-uv-ips.subject', `Bundle.entry[${index + 1}].resource.subject`, 'out-of-range');
  });
}

/** Patient-uv-ips: name 1..*, ips-pat-1 (given, family or text), birthDate 1..1; a data-absent-reason counts. */
function patient({ entries, fault }: Under): void {
  entries.forEach((entry, index) => {
    const resource = asObject(entry['resource']);
    if (resource?.['resourceType'] !== 'Patient') return;
    const at = `Bundle.entry[${index}].resource`;
    const names = asObjects(resource['name']);
    if (names.length === 0) fault('Patient-uv-ips.name', `${at}.name`);
    names.forEach((name, number) => {
      const isSaid = ['text', 'family', 'given'].some((key) => isThere(name, key));
      if (!isSaid) fault('ips-pat-1', `${at}.name[${number}]`);
    });
    if (!isThere(resource, 'birthDate')) fault('Patient-uv-ips.birthDate', `${at}.birthDate`);
  });
}

/**
 * What IPS and R4 require of an entry: its patient by reference (AllergyIntolerance-uv-ips.patient, Condition-uv-ips.subject, …), status,
 * code, and the time (MedicationStatement-uv-ips.effective[x], Immunization-uv-ips.occurrence[x], Procedure-uv-ips.performed[x]); a
 * data-absent-reason counts.
 */
function required({ entries, fault }: Under): void {
  entries.forEach((entry, index) => {
    const resource = asObject(entry['resource']) ?? {};
    const type = asText(resource['resourceType']) ?? '';
    const needs = Object.hasOwn(needsOf, type) ? needsOf[type]! : undefined;
    if (!needs) return;
    const at = `Bundle.entry[${index}].resource`;
    if (inSection.has(type) && !asText(asObject(resource[needs.patient])?.['reference']))
      fault(`${type}-uv-ips.${needs.patient}.reference`, `${at}.${needs.patient}`);
    for (const key of [...(needs.codes ?? []), ...(needs.concept ? [needs.concept] : [])])
      if (!isThere(resource, key)) fault(`${type}.${key}`, `${at}.${key}`);
    if (needs.time && timed.has(type) && choiceOf(resource, needs.time) === undefined)
      fault(`${type}-uv-ips.${needs.time}[x]`, `${at}.${needs.time}[x]`);
  });
}

/** Types whose profile in IPS requires the patient by reference. */
const inSection = new Set(
  'AllergyIntolerance Condition MedicationStatement MedicationRequest Immunization Procedure DeviceUseStatement DiagnosticReport'.split(
    ' ',
  ),
);
/** Types whose profile in IPS requires a time. */
const timed = new Set(['MedicationStatement', 'Immunization', 'Procedure']);

/** ait-1, ait-2 (AllergyIntolerance) and con-5 (Condition): an entry made in error has no clinical status. con-4: abated is not active. */
function clinicalStatus({ entries, fault }: Under): void {
  entries.forEach((entry, index) => {
    const resource = asObject(entry['resource']) ?? {};
    const type = resource['resourceType'];
    if (type !== 'AllergyIntolerance' && type !== 'Condition') return;
    const at = `Bundle.entry[${index}].resource.clinicalStatus`;
    const isError = codesOf(resource['verificationStatus']).includes('entered-in-error');
    const status = codesOf(resource['clinicalStatus']);
    if (isError && resource['clinicalStatus'] !== undefined)
      fault(type === 'Condition' ? 'con-5' : 'ait-2', at, 'out-of-range');
    const isAbated = type === 'Condition' && Object.keys(resource).some((key) => /^abatement[A-Z]/u.test(key));
    if (isAbated && !status.some((code) => ['resolved', 'remission', 'inactive'].includes(code)))
      fault('con-4', at, 'out-of-range');
  });
}

/** txt-1 and txt-2 of every narrative: well-formed basic XHTML that says something; Narrative.status 1..1. */
function narratives({ entries, fault }: Under): void {
  entries.forEach((entry, index) => {
    walk(asObject(entry['resource']) ?? {}, `Bundle.entry[${index}].resource`, (object, at) => {
      const div = object['div'];
      if (typeof div !== 'string') return;
      const rule = divFault(div);
      if (rule) fault(rule, `${at}.div`, 'malformed');
      if (!asText(object['status'])) fault('Narrative.status', `${at}.status`);
    });
  });
}

/** ele-1: an element has a value or children. */
function emptyElements({ entries, fault }: Under): void {
  entries.forEach((entry, index) => {
    walk(asObject(entry['resource']) ?? {}, `Bundle.entry[${index}].resource`, (object, at) => {
      if (Object.keys(object).length === 0) fault('ele-1', at, 'malformed');
    });
  });
}

const checks: readonly ((under: Under) => void)[] = [
  bundleType,
  bundleIdentifier,
  bundleTimestamp,
  oneComposition,
  onePatient,
  fullUrls,
  plainEntries,
  ids,
  compositionHead,
  sectionCounts,
  sectionContent,
  entryTypes,
  references,
  oneSubject,
  patient,
  required,
  clinicalStatus,
  narratives,
  emptyElements,
];

/** LOINC codes of the sections that Composition-uv-ips defines, and the names of their slices. */
const slices: Readonly<Record<string, string>> = {
  '10160-0': 'sectionMedications',
  '48765-2': 'sectionAllergies',
  '11450-4': 'sectionProblems',
  '47519-4': 'sectionProceduresHx',
  '11369-6': 'sectionImmunizations',
  '46264-8': 'sectionMedicalDevices',
  '30954-2': 'sectionResults',
  '8716-3': 'sectionVitalSigns',
  '11348-0': 'sectionPastIllnessHx',
  '47420-5': 'sectionFunctionalStatus',
  '18776-5': 'sectionPlanOfCare',
  '29762-2': 'sectionSocialHistory',
  '10162-6': 'sectionPregnancyHx',
  '42348-3': 'sectionAdvanceDirectives',
  '104605-1': 'sectionAlerts',
  '81338-6': 'sectionPatientStory',
};
const requiredSlices: ReadonlySet<string> = new Set(['sectionMedications', 'sectionAllergies', 'sectionProblems']);

function loincsOf(section: Json): string[] {
  return asObjects(asObject(section['code'])?.['coding']).flatMap(({ system, code }) =>
    system === 'http://loinc.org' && typeof code === 'string' ? [code] : [],
  );
}

function codesOf(concept: unknown): string[] {
  return asObjects(asObject(concept)?.['coding']).flatMap(({ code }) => asTexts(code));
}

/** A value, or an extension that stands for it. */
function isThere(object: Json, key: string): boolean {
  return object[key] !== undefined || asObjects(asObject(object[`_${key}`])?.['extension']).length > 0;
}

function walk(value: unknown, at: string, visit: (object: Json, at: string) => void, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > 60) return;
  if (Array.isArray(value)) return value.forEach((item, index) => walk(item, `${at}[${index}]`, visit, depth + 1));
  visit(value as Json, at);
  for (const [key, inner] of Object.entries(value)) walk(inner, `${at}.${key}`, visit, depth + 1);
}
