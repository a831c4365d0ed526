import { decodeBase64 } from '../internal/decode-base64.js';
import { asObject, asObjects, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';

/** What is left of a record when HIV-restricted content is taken out. */
export interface Unrestricted {
  /** The source without it; a copy where something was taken out. */
  fhir: unknown;
  /** Resources left out whole. */
  resources: number;
  /** Parts (a section, a reason, a note, a kept field) left out of resources that stay. */
  parts: number;
}

/** ICD-10 codes that name HIV: B20–B24, Z21, and R75, F02.4, O98.7, Z11.4, Z20.6, Z71.7. Written with or without the dot. */
const icd10 = /^\s*(?:B2[0-4]|Z21|R75)(?:\.?[\dA-Z]{0,3})?\s*$|^\s*(?:F02\.?4|O98\.?7|Z11\.?4|Z20\.?6|Z71\.?7)/u;
const snomed: ReadonlySet<string> = new Set(['86406008', '62479008', '165816005', '111880001', '91947003']);
/** ARV and AIDS as capitals only: "hearing aids" are none. */
const words =
  /(?<![\p{L}\p{N}])(?:[Hh][Ii][Vv](?:[-_ ]?[12])?|AIDS|SIDA|ARV)(?![\p{L}\p{N}])|suy giảm miễn dịch (?:mắc phải|ở người)|immunodeficiency virus/u;
/** Resources that carry others' facts: only the restricted parts of them are taken out. */
export const carriers: ReadonlySet<unknown> = new Set([
  'Patient',
  'Encounter',
  'Composition',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Coverage',
  'List',
  'CarePlan',
  'Location',
]);

/**
 * Takes HIV-restricted content out of a record before it is exported: resources whose security label says so (`R`, `V`, `HIV`), that have a
 * code of HIV (ICD-10, SNOMED CT) or words that name it, and what refers to them as its reason. In Encounter, Composition and Patient only
 * the parts go that say it. Bundle of any type, an array of resources or one resource; nothing is taken out of the source itself.
 * What cannot be read here (a PDF, an image) is not looked into. Never throws.
 */
export function withoutRestricted(source: unknown): Unrestricted {
  const count = { resources: 0, parts: 0 };
  const gone = new Set<string>();
  const resources = [...resourcesOf(source)];
  for (const item of resources) if (isSaid(item.resource)) addNames(gone, item);
  // What is done because of something restricted says it too.
  for (let before = -1; before !== gone.size;) {
    before = gone.size;
    for (const item of resources)
      if (!names(item).some((name) => gone.has(name)) && isBecauseOf(item.resource, gone)) addNames(gone, item);
  }
  return { fhir: stripped(source, gone, count), ...count };
}

interface Item {
  resource: Json;
  fullUrl: string | undefined;
}

function* resourcesOf(source: unknown, fullUrl?: string, depth = 0): Generator<Item> {
  if (Array.isArray(source)) {
    for (const one of source) yield* resourcesOf(one, undefined, depth);
    return;
  }
  const resource = asObject(source);
  if (!resource) return;
  if (resource['resourceType'] !== 'Bundle' || depth > 4) return yield { resource, fullUrl };
  for (const entry of asObjects(resource['entry']))
    yield* resourcesOf(entry['resource'], asText(entry['fullUrl']), depth + 1);
}

function names({ resource, fullUrl }: Item): string[] {
  const id = asText(resource['id']);
  return [
    ...(fullUrl ? [fullUrl] : []),
    ...(id ? [`${String(resource['resourceType'])}/${id}`, `urn:uuid:${id}`] : []),
  ];
}

function addNames(gone: Set<string>, item: Item): void {
  if (isWholeGone(item.resource)) for (const name of names(item)) gone.add(name);
}

/** A carrier goes only when its label says so. */
function isWholeGone(resource: Json): boolean {
  return !carriers.has(resource['resourceType']) || isLabelled(resource);
}

function isSaid(resource: Json): boolean {
  return isLabelled(resource) || (!carriers.has(resource['resourceType']) && saysRestricted(resource));
}

function isLabelled(resource: Json): boolean {
  return asObjects(asObject(resource['meta'])?.['security']).some(
    ({ code }) => code === 'R' || code === 'V' || code === 'HIV',
  );
}

/** Whether a value, or anything in it, has a code of HIV or words that name it. */
export function saysRestricted(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return words.test(value);
  if (typeof value !== 'object' || value === null || depth > 40) return false;
  if (Array.isArray(value)) return value.some((one) => saysRestricted(one, depth + 1));
  const object = value as Json;
  if (isRestrictedCode(object['code'], object['system'])) return true;
  for (const [key, inner] of Object.entries(object)) {
    if (key === 'data' || key === 'url' || key === 'system') {
      if (key === 'data' && typeof inner === 'string' && saysInFile(object['contentType'], inner)) return true;
      continue;
    }
    if (saysRestricted(inner, depth + 1)) return true;
  }
  return false;
}

/** Whether a code names HIV: ICD-10 (B20–B24, Z21, R75, F02.4, O98.7, Z11.4, Z20.6, Z71.7) or SNOMED CT. */
export function isRestrictedCode(code: unknown, system: unknown): boolean {
  return typeof code === 'string' && (icd10.test(code) || snomed.has(code.trim())) && isDiagnosisSystem(system);
}

/** Codes without a system, or of a classification or terminology of diseases; a bed `B21` of a hospital's own is none. */
function isDiagnosisSystem(system: unknown): boolean {
  return typeof system !== 'string' || /icd|snomed|xml130:MA_BENH/iu.test(system);
}

function saysInFile(contentType: unknown, data: string): boolean {
  return typeof contentType === 'string' && /^text\//iu.test(contentType) && words.test(decodeBase64(data) ?? '');
}

function isBecauseOf(resource: Json, gone: ReadonlySet<string>): boolean {
  if (carriers.has(resource['resourceType'])) return false;
  return ['reasonReference', 'basedOn', 'partOf', 'addresses'].some((key) =>
    asObjects(resource[key]).some((reference) => isGone(reference, gone)),
  );
}

function isGone(reference: unknown, gone: ReadonlySet<string>): boolean {
  const url = asText(asObject(reference)?.['reference']);
  if (url === undefined || url.startsWith('#')) return false;
  return (
    gone.has(url) ||
    gone.has(
      url
        .replace(/\/_history\/.*$/u, '')
        .split('/')
        .slice(-2)
        .join('/'),
    )
  );
}

function stripped(
  source: unknown,
  gone: ReadonlySet<string>,
  count: { resources: number; parts: number },
  fullUrl?: string,
): unknown {
  if (Array.isArray(source))
    return source.flatMap((one) => {
      const left = stripped(one, gone, count);
      return left === undefined && one !== undefined ? [] : [left];
    });
  const resource = asObject(source);
  if (!resource) return source;
  if (resource['resourceType'] === 'Bundle') {
    const list = resource['entry'];
    if (!Array.isArray(list)) return resource;
    const entry = list.flatMap((one: unknown) => {
      const object = asObject(one);
      if (!object || object['resource'] === undefined) return [one];
      const left = stripped(object['resource'], gone, count, asText(object['fullUrl']));
      return left === undefined ? [] : [left === object['resource'] ? object : { ...object, resource: left }];
    });
    return { ...resource, entry };
  }
  const item = { resource, fullUrl };
  if (names(item).some((name) => gone.has(name)) || (isSaid(resource) && isWholeGone(resource))) {
    count.resources += 1;
    return undefined;
  }
  const left = withoutReferences(resource, gone, 0) as Json;
  return carriers.has(resource['resourceType']) ? withoutParts(left, count) : left;
}

/** References to what is gone go too: an export must not point at it. */
function withoutReferences(value: unknown, gone: ReadonlySet<string>, depth: number): unknown {
  if (gone.size === 0 || typeof value !== 'object' || value === null || depth > 40) return value;
  if (Array.isArray(value)) {
    const kept = value.filter((one) => !pointsAt(one, gone)).map((one) => withoutReferences(one, gone, depth + 1));
    return kept.length === value.length && kept.every((one, index) => one === value[index]) ? value : kept;
  }
  let copy: Record<string, unknown> | undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (pointsAt(inner, gone)) {
      copy ??= { ...value };
      delete copy[key];
      continue;
    }
    const next = withoutReferences(inner, gone, depth + 1);
    if (next === inner) continue;
    copy ??= { ...value };
    if (Array.isArray(next) && next.length === 0) delete copy[key];
    else copy[key] = next;
  }
  return copy ?? value;
}

/** A Reference, or an item around one (Encounter.diagnosis), to what is gone. */
function pointsAt(value: unknown, gone: ReadonlySet<string>): boolean {
  return isGone(value, gone) || isGone(asObject(value)?.['condition'], gone) || isGone(asObject(value)?.['item'], gone);
}

/** The parts of a carrier that say it: items of its lists, and single values; a section with entries keeps them and loses its words. */
function withoutParts(resource: Json, count: { parts: number }): Json {
  if (!saysRestricted(resource)) return resource;
  const left: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(resource)) {
    if (!saysRestricted({ [key]: value })) left[key] = value;
    else if (key === 'section') left[key] = asObjects(value).flatMap((section) => unrestrictedSection(section, count));
    else if (Array.isArray(value)) {
      const kept = value.flatMap((one) => (saysRestricted({ [key]: one }) ? [] : [one]));
      count.parts += value.length - kept.length;
      if (kept.length > 0) left[key] = kept;
    } else count.parts += 1;
  }
  return left;
}

function unrestrictedSection(section: Json, count: { parts: number }): Json[] {
  if (!saysRestricted(section)) return [section];
  count.parts += 1;
  const { text, section: inner, ...rest } = section;
  if (saysRestricted(rest)) return [];
  const sections = asObjects(inner).flatMap((one) => unrestrictedSection(one, count));
  const kept = {
    ...rest,
    ...(saysRestricted(text) ? {} : { text }),
    ...(sections.length > 0 ? { section: sections } : {}),
  };
  return section['entry'] === undefined && sections.length === 0 ? [] : [kept];
}
