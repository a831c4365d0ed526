import { DiemcauError, requireCaseState, systems } from '@diemcau/protocol';
import type { CommandContext, CommandHandler } from '../internal/command.types.js';
import { lockCase, roleOf } from '../internal/lock-case.js';
import { saveCase } from '../internal/save-case.js';
import type { CaseFile } from '../store/case-file.js';
import { readResource, writeResource } from '../store/resource.js';

/** Sets the time; kept as Appointment as well. */
export const schedule: CommandHandler<'case.schedule'> = async (context, id, { start, end }) => {
  const file = await lockCase(context, id);
  const state = requireCaseState(file.state, 'schedule', roleOf(file, context.who.siteId));
  const scheduledStart = new Date(start);
  const scheduledEnd = end ? new Date(end) : null;
  if (scheduledEnd && scheduledEnd <= scheduledStart)
    throw new DiemcauError('request/invalid', { at: 'Parameters.end' });
  await writeAppointment(context, file, scheduledStart, scheduledEnd);
  return saveCase(context, { ...file, state, scheduledStart, scheduledEnd });
};

/** Opens the live session; needs the consent gate. */
export const start: CommandHandler<'case.start'> = async (context, id) => {
  const file = await lockCase(context, id);
  const state = requireCaseState(file.state, 'start', roleOf(file, context.who.siteId));
  if (file.gate === 'closed') throw new DiemcauError('consent/missing');
  await writeEncounter(context, file, 'in-progress');
  return saveCase(context, { ...file, state });
};

/** Ends the session for all: the minutes are to be signed; or leaves it interrupted. */
export const end: CommandHandler<'case.end'> = async (context, id, { outcome }) => {
  const file = await lockCase(context, id);
  const verb = outcome === 'interrupted' ? 'interrupt' : 'end';
  const state = requireCaseState(file.state, verb, roleOf(file, context.who.siteId));
  if (file.state === 'in-session')
    await writeEncounter(context, file, outcome === 'interrupted' ? 'onleave' : 'finished');
  const task = await saveCase(context, { ...file, state });
  context.announce(file.readers, { kind: 'consultation-ended', caseId: id });
  return task;
};

const caseTag = (caseId: string) => ({ tag: [{ system: systems.caseTag, code: caseId }] });
const basedOn = (caseId: string) => [{ reference: `ServiceRequest/${caseId}` }];

async function writeAppointment({ tx, now }: CommandContext, file: CaseFile, from: Date, to: Date | null) {
  const body = {
    resourceType: 'Appointment',
    id: file.caseId,
    meta: caseTag(file.caseId),
    status: 'booked',
    basedOn: basedOn(file.caseId),
    start: from.toISOString(),
    end: (to ?? new Date(from.getTime() + 30 * 60_000)).toISOString(),
    participant: [file.requestingSite, file.ownerSite].map((id) => ({
      actor: { type: 'Organization', identifier: { system: systems.site, value: id } },
      status: 'accepted',
    })),
  };
  await writeResource(tx, { caseId: file.caseId, body, now });
}

/** The time that was set no longer holds. */
export async function cancelAppointment({ tx, now }: CommandContext, { caseId }: CaseFile): Promise<void> {
  const known = await readResource(tx, 'Appointment', caseId);
  if (known) await writeResource(tx, { caseId, body: { ...known.body, id: caseId, status: 'cancelled' }, now });
}

async function writeEncounter(
  { tx, now }: CommandContext,
  file: CaseFile,
  status: 'in-progress' | 'onleave' | 'finished',
) {
  const known = await readResource(tx, 'Encounter', file.caseId);
  const history = (known?.body.statusHistory as object[] | undefined) ?? [];
  const begun = (known?.body.period as { start?: string } | undefined)?.start ?? now.toISOString();
  const before = known
    ? [{ status: known.body.status, period: { start: known.updatedAt.toISOString(), end: now.toISOString() } }]
    : [];
  const body = {
    resourceType: 'Encounter',
    id: file.caseId,
    meta: caseTag(file.caseId),
    status,
    statusHistory: history.length + before.length > 0 ? [...history, ...before] : undefined,
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'VR' },
    basedOn: basedOn(file.caseId),
    period: { start: begun, end: status === 'finished' ? now.toISOString() : undefined },
    serviceProvider: { identifier: { system: systems.site, value: file.ownerSite } },
  };
  await writeResource(tx, { caseId: file.caseId, body, now });
}
