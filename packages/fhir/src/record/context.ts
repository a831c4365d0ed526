import { conceptText } from '../internal/concept.js';
import { asObject, asObjects, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import { humanName } from '../internal/person.js';
import type { Words } from './words/words.vi.js';
import type { References } from '../internal/references.js';

/** What every resource reader may ask. */
export interface Context {
  refs: References;
  /** The patient's sex and birth date, for reference ranges. */
  gender?: string;
  birthDate?: string;
  /** Words for what the source only codes. */
  words: Words;
  /** Ranges that the source defines for a code (ObservationDefinition), for results without any of their own. */
  definedRanges?(codes: readonly string[]): readonly Json[];
  /** Reference URLs of the record's own patient. */
  isOwnPatient(reference: unknown): boolean;
  /** MA_CSKCB of the reading site and name of the record's own hospital: what comes from there has no `source`. */
  ownSite?: string;
  ownSource?: string;
}

/** What a Reference is called: its display, else the name of what it points to, else its identifier. */
export function referenceText(reference: unknown, context: Context, owner: Json, depth = 0): string | undefined {
  const object = asObject(reference);
  if (!object) return undefined;
  const display = asText(object['display']);
  if (display) return display;
  const target = context.refs.find(object, owner)?.resource;
  if (!target) return asText(asObject(object['identifier'])?.['value']);
  return nameOf(target, context, depth);
}

function nameOf(resource: Json, context: Context, depth: number): string | undefined {
  const name = resource['name'];
  if (typeof name === 'string') return asText(name);
  const human = humanName(name);
  if (human) return human;
  if (resource['resourceType'] === 'PractitionerRole' && depth < 3) {
    return (
      referenceText(resource['practitioner'], context, resource, depth + 1) ??
      referenceText(resource['organization'], context, resource, depth + 1)
    );
  }
  const device = asText(asObjects(resource['deviceName'])[0]?.['name']);
  return (
    device ??
    conceptText(resource['code']) ??
    conceptText(resource['medicationCodeableConcept']) ??
    conceptText(resource['type']) ??
    asText(resource['title']) ??
    asText(resource['description'])
  );
}

/** Names of several references, joined. */
export function referenceTexts(references: unknown, context: Context, owner: Json): string | undefined {
  const texts: string[] = [];
  for (const reference of asObjects(references)) {
    const text = referenceText(reference, context, owner);
    if (text && !texts.includes(text)) texts.push(text);
  }
  return texts.length > 0 ? texts.join('; ') : undefined;
}

const authors = [
  'performer',
  'asserter',
  'recorder',
  'requester',
  'informationSource',
  'author',
  'custodian',
  'serviceProvider',
] as const;

/** The organisation that says so, when it is named and is not the record's own. */
export function sourceOf(resource: Json, context: Context): string | undefined {
  for (const key of authors) {
    for (const candidate of asObjects(resource[key])) {
      const source = organizationOf(asObject(candidate['actor']) ?? candidate, context, resource);
      if (!source) continue;
      if (context.ownSite !== undefined && source.codes.includes(context.ownSite)) return undefined;
      return source.name === context.ownSource ? undefined : source.name;
    }
  }
  return undefined;
}

function organizationOf(reference: Json, context: Context, owner: Json): { name: string; codes: string[] } | undefined {
  const target = context.refs.find(reference, owner)?.resource;
  if (!target) {
    if (!asText(reference['reference'])?.includes('Organization/') && reference['type'] !== 'Organization')
      return undefined;
    const name = asText(reference['display']);
    return name ? { name, codes: codesOf([asObject(reference['identifier'])]) } : undefined;
  }
  if (target['resourceType'] === 'PractitionerRole') {
    const inner = asObject(target['organization']);
    const organization = inner && context.refs.find(inner, target)?.resource;
    return organization ? named(organization) : undefined;
  }
  return target['resourceType'] === 'Organization' ? named(target) : undefined;
}

function named(organization: Json): { name: string; codes: string[] } | undefined {
  const name = asText(organization['name']);
  return name ? { name, codes: codesOf(asObjects(organization['identifier'])) } : undefined;
}

function codesOf(identifiers: readonly (Json | undefined)[]): string[] {
  return identifiers.flatMap((identifier) => asText(identifier?.['value']) ?? []);
}
