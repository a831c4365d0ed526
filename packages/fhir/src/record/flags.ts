import { conceptCodes } from '../internal/concept.js';
import { asObject, asObjects, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import type { Context } from './context.js';
import type { EntryFlag } from './record.types.js';
import { isRestrictedCode } from './without-restricted.js';

const byStatus: Readonly<Record<string, EntryFlag>> = {
  'entered-in-error': 'entered-in-error',
  inactive: 'inactive',
  completed: 'inactive',
  stopped: 'inactive',
  ended: 'inactive',
  revoked: 'inactive',
  'on-hold': 'inactive',
  suspended: 'inactive',
  'not-done': 'negated',
  'not-taken': 'negated',
  'not-given': 'negated',
  declined: 'negated',
  cancelled: 'cancelled',
  aborted: 'cancelled',
  rejected: 'cancelled',
  noshow: 'cancelled',
  abandoned: 'cancelled',
  preliminary: 'preliminary',
  registered: 'preliminary',
  partial: 'preliminary',
  draft: 'preliminary',
  preparation: 'preliminary',
  proposed: 'preliminary',
  amended: 'corrected',
  corrected: 'corrected',
  appended: 'corrected',
  superseded: 'inactive',
};
// For what happened once, "completed" and "ended" are the ordinary end and say nothing about validity.
const done: ReadonlySet<string> = new Set([
  'Procedure',
  'Immunization',
  'FamilyMemberHistory',
  'QuestionnaireResponse',
  'Communication',
  'Media',
  'SupplyDelivery',
  'ClinicalImpression',
  'MedicationAdministration',
  'AdverseEvent',
  'Encounter',
  'EpisodeOfCare',
]);
const doneStatus: ReadonlySet<string> = new Set(['completed', 'ended']);

const byClinical: Readonly<Record<string, EntryFlag>> = {
  inactive: 'inactive',
  resolved: 'resolved',
  remission: 'resolved',
};
const byVerification: Readonly<Record<string, EntryFlag>> = {
  refuted: 'refuted',
  'entered-in-error': 'entered-in-error',
  unconfirmed: 'unconfirmed',
  provisional: 'unconfirmed',
  differential: 'unconfirmed',
};

/** What the resource says of itself: status, clinical and verification status, negation, machine performer, confidentiality. */
export function flagsOf(resource: Json, type: string, context: Context): EntryFlag[] {
  const flags: EntryFlag[] = [];
  const add = (flag: EntryFlag | undefined): void => {
    if (flag && !flags.includes(flag)) flags.push(flag);
  };
  const status = resource['status'];
  if (typeof status === 'string' && !(doneStatus.has(status) && done.has(type)) && Object.hasOwn(byStatus, status))
    add(byStatus[status]);
  addCodes(resource['clinicalStatus'], byClinical, add);
  addCodes(resource['verificationStatus'], byVerification, add);
  const document = resource['docStatus'];
  if (typeof document === 'string' && Object.hasOwn(byStatus, document)) add(byStatus[document]);
  if (resource['doNotPerform'] === true || resource['wasNotGiven'] === true || resource['notGiven'] === true)
    add('negated');
  if (resource['active'] === false) add('inactive');
  if (type === 'AdverseEvent' && resource['actuality'] === 'potential') add('unconfirmed');
  if (hasUnreadRules(resource)) add('modifier-unread');
  const performer = resource['performer'];
  if (
    performer !== undefined &&
    (type === 'Observation' || type === 'DiagnosticReport') &&
    asObjects(performer).some((one) => isDevice(one, context, resource))
  )
    add('machine');
  const meta = asObject(resource['meta']);
  if (meta?.['security'] !== undefined || meta?.['tag'] !== undefined) {
    for (const coding of [...asObjects(meta['security']), ...asObjects(meta['tag'])]) {
      const code = asText(coding['code']);
      if (code === 'R' || code === 'V' || code === 'HIV') add('restricted');
      if (code === 'AIAST' || code === 'DEVAST') add('machine');
    }
  }
  return flags;
}

/** The flag of a bare status code, e.g. of a plan's activity. */
export function flagOfStatus(status: unknown): EntryFlag | undefined {
  return typeof status === 'string' && Object.hasOwn(byStatus, status) ? byStatus[status] : undefined;
}

/** A modifier extension may turn the meaning round (FHIR: never to be passed over); none is known here. */
export function hasUnreadModifier(element: Json): boolean {
  return element['modifierExtension'] !== undefined && asObjects(element['modifierExtension']).length > 0;
}

/** Elements whose own modifiers stand with the part that they modify. */
const flaggedApart: ReadonlySet<string> = new Set(['contained', 'component', 'extension']);

/** `modifierExtension` of the resource or of an element right inside it, and `implicitRules`: rules that are not known here. */
function hasUnreadRules(resource: Json): boolean {
  if (hasUnreadModifier(resource) || asText(resource['implicitRules']) !== undefined) return true;
  for (const key in resource) {
    const value = resource[key];
    if (typeof value !== 'object' || value === null || flaggedApart.has(key)) continue;
    for (const element of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const object = asObject(element);
      if (object && hasUnreadModifier(object)) return true;
    }
  }
  return false;
}

function addCodes(
  concept: unknown,
  table: Readonly<Record<string, EntryFlag>>,
  add: (flag: EntryFlag | undefined) => void,
): void {
  if (concept === undefined) return;
  if (typeof concept === 'string') {
    if (Object.hasOwn(table, concept)) add(table[concept]);
    return;
  }
  for (const code of conceptCodes(concept)) if (Object.hasOwn(table, code)) add(table[code]);
}

/** A Reference to a device, by what it names, where it points or its type. */
export function isDevice(reference: Json, context: Context, owner: Json): boolean {
  const url = asText(reference['reference']);
  if (!url) return reference['type'] === 'Device';
  if (url.includes('Device/')) return true;
  return context.refs.find(reference, owner)?.type === 'Device';
}

/** A concept with a code of HIV: restricted by Vietnamese law whatever the source says. */
export function isRestricted(concepts: unknown): boolean {
  for (const concept of asObjects(concepts))
    for (const { code, system } of asObjects(concept['coding'])) if (isRestrictedCode(code, system)) return true;
  return false;
}
