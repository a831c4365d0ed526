import type { EntryFlag, RecordEntry, RecordSection } from '@diemcau/fhir';
import type { DrugState } from '../../internal/reading.types.js';
import { spanOf } from './span.js';

const voiding: ReadonlySet<EntryFlag> = new Set(['refuted', 'entered-in-error', 'negated', 'cancelled']);
const past: ReadonlySet<EntryFlag> = new Set(['inactive', 'resolved']);

/** An entry that says that something is not, or should not be there: never shown as so. */
export function isVoid({ flags }: Pick<RecordEntry, 'flags'>): boolean {
  return flags.some((flag) => voiding.has(flag));
}

/** A statement that there is nothing, or that nothing is known. */
export function isAbsence({ flags }: Pick<RecordEntry, 'flags'>): boolean {
  return flags.includes('nil-known') || flags.includes('data-absent');
}

/** Its end lies behind us. */
export function hasEnded({ endDate }: Pick<RecordEntry, 'endDate'>, now: number): boolean {
  const end = endDate === undefined ? undefined : spanOf(endDate);
  return end !== undefined && end[1] < now;
}

/** Sections of things that last, and of which an entry without an end still holds. */
export const lasting: ReadonlySet<RecordSection> = new Set([
  'problems',
  'allergies',
  'medications',
  'alerts',
  'plans',
  'devices',
  'directives',
  'coverage',
]);

const finished: ReadonlySet<string | undefined> = new Set(['finished', 'completed', 'discharged']);

/** A stay that began and has not ended. */
export function isOpenStay(entry: RecordEntry, now: number): boolean {
  if (isVoid(entry) || entry.flags.includes('inactive') || entry.date === undefined) return false;
  if (entry.endDate !== undefined) return false;
  const start = spanOf(entry.date);
  return (
    !finished.has(entry.status) &&
    planned.get(entry.status ?? '') === undefined &&
    start !== undefined &&
    start[0] <= now
  );
}

/** Whether an entry holds now; what merely happened once does unless it is void. */
export function holds(entry: RecordEntry, section: RecordSection, now: number): boolean {
  if (isVoid(entry)) return false;
  if (section === 'encounters') return isOpenStay(entry, now);
  if (section === 'medications')
    return ['current', 'unknown', 'on-hold', 'planned'].includes(drugState(entry, now) ?? '');
  if (!lasting.has(section)) return true;
  return !entry.flags.some((flag) => past.has(flag)) && !hasEnded(entry, now);
}

const planned = new Map([
  ['draft', true],
  ['intended', true],
  ['proposed', true],
  ['planned', true],
  ['preparation', true],
]);

/** What is known of a drug entry; undefined for one that is void or names no drug. */
export function drugState(entry: RecordEntry, now: number): DrugState | undefined {
  const { status, resourceType, facts } = entry;
  if (isVoid(entry) || isAbsence(entry)) return undefined;
  if (status === 'on-hold') return 'on-hold';
  if (status === 'stopped') return 'stopped';
  const intent = facts.find(({ key }) => key === 'intent')?.text;
  if (planned.has(status ?? '') || intent === 'plan' || intent === 'proposal') return 'planned';
  if (resourceType === 'MedicationAdministration' || resourceType === 'MedicationDispense')
    return status === 'in-progress' && resourceType === 'MedicationAdministration' ? 'current' : 'given';
  if (entry.flags.some((flag) => past.has(flag)) || hasEnded(entry, now)) return 'stopped';
  return status === 'active' || status === 'in-progress' ? 'current' : 'unknown';
}
