import { asObject, asObjects, asText } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import type { Placed, References } from '../../internal/references.js';
import { isRestricted } from '../flags.js';
import { carriers, saysRestricted, withoutRestricted } from '../without-restricted.js';

/** Elements through which a fact stands for another: a drug given for a restricted reason tells of it. */
const standsFor = [
  'reasonReference',
  'medicationReference',
  'indication',
  'result',
  'hasMember',
  'derivedFrom',
  'addresses',
] as const;

/** What of a source is restricted. */
export interface Restricted {
  indexes: ReadonlySet<number>;
  /** What is left of resources that told of it in parts. */
  stripped: ReadonlyMap<number, Json>;
  /** Whether words tell of it. */
  tells(text: string): boolean;
}

/**
 * The resources that a copy leaves out unless its maker may have them: `meta.security` R, V or HIV, an ICD-10 code
 * B20–B24 or Z21 anywhere inside, words that name HIV or repeat what such a code is called, and what stands for one of these. Of what
 * carries others' facts (Encounter, Patient, …) only the parts go that tell.
 */
export function restrictedOf(placed: readonly Placed[], refs: References): Restricted {
  const found = new Set<number>();
  const words = new Set<string>();
  const stripped = new Map<number, Json>();
  for (const { resource, type, index } of placed) {
    if (type === 'Bundle' || type === 'Parameters') continue;
    const tells = hasRestrictedConcept(resource, words) || saysRestricted(resource);
    if (isConfidential(resource) || (tells && !carriers.has(type))) found.add(index);
    else if (tells) stripped.set(index, withoutRestricted(resource).fhir as Json);
  }
  for (const { resource, type, index } of placed) {
    if (type === 'Bundle' || type === 'Parameters' || found.has(index)) continue;
    if (says(stripped.get(index) ?? resource, words, 0)) found.add(index);
  }
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { resource, index } of placed) {
      if (found.has(index)) continue;
      const told = standsFor.some((key) =>
        asObjects(resource[key]).some((reference) => found.has(refs.find(reference, resource)?.index ?? -1)),
      );
      if (told) found.add(index);
    }
  }
  return { indexes: found, stripped, tells: (text) => says(text, words, 0) };
}

function isConfidential(resource: Json): boolean {
  return asObjects(asObject(resource['meta'])?.['security']).some(
    ({ code }) => code === 'R' || code === 'V' || code === 'HIV',
  );
}

/** Looks for restricted concepts at any depth, and notes what they are called. */
function hasRestrictedConcept(value: unknown, words: Set<string>, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > 40) return false;
  if (Array.isArray(value)) {
    let any = false;
    for (const item of value) if (hasRestrictedConcept(item, words, depth + 1)) any = true;
    return any;
  }
  const object = value as Json;
  const own = object['coding'] !== undefined && isRestricted(object);
  if (own)
    for (const text of [object['text'], ...asObjects(object['coding']).map(({ display }) => display)]) {
      const said = asText(text)?.toLowerCase();
      if (said && said.length > 4) words.add(said);
    }
  let any = own;
  for (const inner of Object.values(object)) if (hasRestrictedConcept(inner, words, depth + 1)) any = true;
  return any;
}

/** Data of attachments are not searched: a file is no text. */
function says(value: unknown, words: ReadonlySet<string>, depth: number): boolean {
  if (typeof value === 'string') {
    if (value.length > 200_000) return false;
    if (saysRestricted(value)) return true;
    if (words.size === 0) return false;
    const text = value.toLowerCase();
    for (const word of words) if (text.includes(word)) return true;
    return false;
  }
  if (typeof value !== 'object' || value === null || depth > 40) return false;
  return Object.entries(value).some(
    ([key, inner]) => key !== 'data' && key !== 'id' && key !== 'reference' && says(inner, words, depth + 1),
  );
}
