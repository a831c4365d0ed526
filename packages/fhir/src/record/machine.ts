import { asObject, asObjects, asText, asTexts } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import { fhirDate } from '../internal/fhir-date.js';
import type { Placed, References } from '../internal/references.js';
import { referenceText } from './context.js';
import type { Context } from './context.js';
import { isDevice } from './flags.js';
import type { MachineOrigin } from './record.types.js';

/** Provenance resources by the index of what they speak of (Provenance.target). */
export function provenancesOf(placed: readonly Placed[], refs: References): Map<number, Json[]> {
  const of = new Map<number, Json[]>();
  for (const { type, resource } of placed) {
    if (type !== 'Provenance') continue;
    for (const target of asObjects(resource['target'])) {
      const index = refs.find(target, resource)?.index ?? -1;
      if (index < 0) continue;
      const known = of.get(index);
      if (known) known.push(resource);
      else of.set(index, [resource]);
    }
  }
  return of;
}

/**
 * A Provenance that names a device, and no person, as author or performer of a resource. A device that only assembled or sent it
 * (every HIS does) made nothing.
 */
export function madeByDevice(provenances: readonly Json[], context: Context): boolean {
  return provenances.some((one) => {
    const who = asObjects(one['agent']).flatMap((agent): Json[] => {
      const reference = asObject(agent['who']);
      return reference && makers.has(roleOf(agent)) ? [reference] : [];
    });
    return who.some((by) => isDevice(by, context, one)) && !who.some((by) => isPerson(by, context, one));
  });
}

const makers: ReadonlySet<string> = new Set(['author', 'performer', 'composer']);
const verifiers: ReadonlySet<string> = new Set(['verifier', 'attester', 'legal', 'AUTHEN', 'LA', 'VRF']);
const settled: ReadonlySet<unknown> = new Set(['final', 'amended', 'corrected', 'appended']);

/** The device behind a result and who confirmed it; a result that is not final is confirmed by nobody. */
export function machineOf(resource: Json, provenances: readonly Json[], context: Context): MachineOrigin {
  const origin: MachineOrigin = {};
  const device = deviceOf(resource, provenances, context);
  if (device) {
    const name = referenceText(device.reference, context, device.owner);
    const version = versionOf(context.refs.find(device.reference, device.owner)?.resource);
    if (name) origin.device = name;
    if (version) origin.version = version;
  }
  if (settled.has(resource['status'])) Object.assign(origin, confirmationOf(resource, provenances, context));
  return origin;
}

interface Named {
  reference: Json;
  owner: Json;
}

function deviceOf(resource: Json, provenances: readonly Json[], context: Context): Named | undefined {
  const performers = [...asObjects(resource['performer']), ...asObjects(resource['device'])].map((one) => ({
    reference: asObject(one['actor']) ?? one,
    owner: resource,
  }));
  const agents = provenances.flatMap((owner) =>
    asObjects(owner['agent']).flatMap((agent) => {
      const reference = asObject(agent['who']);
      return reference && makers.has(roleOf(agent)) ? [{ reference, owner }] : [];
    }),
  );
  return [...performers, ...agents].find(({ reference, owner }) => isDevice(reference, context, owner));
}

function confirmationOf(
  resource: Json,
  provenances: readonly Json[],
  context: Context,
): Pick<MachineOrigin, 'confirmedBy' | 'confirmedAt'> {
  const people = [...asObjects(resource['resultsInterpreter']), ...asObjects(resource['performer'])];
  for (const reference of people) {
    const name = isPerson(reference, context, resource) && referenceText(reference, context, resource);
    const at = fhirDate(resource['issued']);
    if (name) return { confirmedBy: name, ...(at ? { confirmedAt: at } : {}) };
  }
  for (const owner of provenances) {
    for (const agent of asObjects(owner['agent'])) {
      const who = asObject(agent['who']);
      if (!who || !verifiers.has(roleOf(agent)) || !isPerson(who, context, owner)) continue;
      const name = referenceText(who, context, owner);
      const at = fhirDate(owner['recorded']) ?? fhirDate(owner['occurredDateTime']);
      if (name) return { confirmedBy: name, ...(at ? { confirmedAt: at } : {}) };
    }
  }
  return {};
}

/** Provenance.agent.type, else its first role. */
function roleOf(agent: Json): string {
  const roles = [agent['type'], ...asObjects(agent['role'])];
  for (const role of roles)
    for (const coding of asObjects(asObject(role)?.['coding'])) {
      const code = asText(coding['code']);
      if (code) return code;
    }
  return '';
}

const people: ReadonlySet<string> = new Set(['Practitioner', 'PractitionerRole']);

function isPerson(reference: Json, context: Context, owner: Json): boolean {
  const target = context.refs.find(reference, owner)?.type;
  if (target) return people.has(target);
  const type = asText(reference['type']) ?? asText(reference['reference'])?.split('/').at(-2);
  return type !== undefined && people.has(type);
}

function versionOf(device: Json | undefined): string | undefined {
  const versions = asObjects(device?.['version']).flatMap(({ value }) => asText(value) ?? []);
  return versions[0] ?? asTexts(device?.['softwareVersion'])[0] ?? asText(device?.['version']);
}
