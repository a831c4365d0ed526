import type { Bundle, FhirResource, Reference } from 'fhir/r4';
import { identifierSystems, ownSystems } from '../internal/systems.js';
import type { Issue } from '../result.js';
import { insuranceDate } from './insurance-date.js';
import type { Row } from './tables.js';

/** One MA_LK with its rows, and the resources that come of them. Ids are running numbers: no patient data in them. */
export interface Episode {
  id: string;
  link: string;
  rows: readonly Row[];
  patient: Reference;
  encounter: Reference;
  /** Whether XML1 says when it ended. */
  ended: boolean;
  /** Whether it was a stay (class other than AMB): drugs of all others are taken at home, after it. */
  stay: boolean;
  /** Of all episodes. */
  resources: FhirResource[];
  /** Running number by kind of resource. */
  numbers: Map<string, number>;
  /** XML3 lines by MA_DICH_VU: cost group, and the ids of the ServiceRequests when they are tests ordered. */
  services: Map<string, { group: string; orders: string[] }>;
  issues: Issue[];
}

/** Adds a resource under the next id of its type within the episode. */
export function add<T extends FhirResource>(episode: Episode, kind: string, resource: T): T {
  const number = (episode.numbers.get(kind) ?? 0) + 1;
  episode.numbers.set(kind, number);
  resource.id = `${episode.id}-${kind}-${number}`;
  episode.resources.push(resource);
  return resource;
}

/** A field's date; one that cannot be read is told and left out. */
export function dateOf(episode: Episode, row: Row, field: string): string | undefined {
  const written = row.fields.get(field);
  if (written === undefined) return undefined;
  const date = insuranceDate(written);
  if (!date && !/^0+$/u.test(written))
    episode.issues.push({ code: 'malformed', severity: 'warning', at: `${row.at}/${field}` });
  return date;
}

/** People by practising-licence number, several by `;`. */
export function practitioners(value: string | undefined): Reference[] {
  return split(value).map((code) => ({
    type: 'Practitioner',
    identifier: { system: identifierSystems.practitioner, value: code },
  }));
}

/** The values of a `;` list. */
export function split(value: string | undefined): string[] {
  if (value === undefined || value === '') return [];
  if (!value.includes(';')) return [value];
  return value
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

const fieldSystems = new Map<string, string>();
/** A coding in the system of an insurance field. */
export function fieldCoding(field: string, code: string): { system: string; code: string } {
  let system = fieldSystems.get(field);
  if (system === undefined) fieldSystems.set(field, (system = ownSystems.insurance + field));
  return { system, code };
}

/** `7.2`, or `7,2` with one or two decimals, as a number; anything else may mean something else and stays text. */
export function plainNumber(value: string): number | undefined {
  const match = /^(-?\d+)(?:\.(\d+)|,(\d{1,2}))?$/u.exec(value.trim());
  if (!match) return undefined;
  const number = Number(`${match[1]}.${match[2] ?? match[3] ?? '0'}`);
  return Number.isFinite(number) ? number : undefined;
}

/** The bundle that all episodes go into. */
export function collection(resources: readonly FhirResource[], timestamp: string | undefined): Bundle {
  return {
    resourceType: 'Bundle',
    meta: { tag: [{ system: 'urn:diemcau:source', code: 'insurance-xml' }] },
    type: 'collection',
    ...(timestamp ? { timestamp } : {}),
    entry: resources.map((resource) => ({
      fullUrl: `urn:diemcau:insurance:${resource.resourceType}/${resource.id}`,
      resource,
    })),
  };
}
