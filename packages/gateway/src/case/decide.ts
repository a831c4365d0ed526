import { requireCaseState, type WireResource } from '@diemcau/protocol';
import type { CommandContext, CommandHandler } from '../internal/command.types.js';
import { lockCase, roleOf } from '../internal/lock-case.js';
import { revokeShare } from '../internal/revoke-share.js';
import { saveCase } from '../internal/save-case.js';
import type { CaseFile } from '../store/case-file.js';
import { withPerson } from './people.js';
import { cancelAppointment } from './session.js';

/** Takes the case on; who accepts is its chair to begin with. */
export const accept: CommandHandler<'case.accept'> = async (context, id) => {
  const file = await lockCase(context, id);
  const { siteId, sub, name } = context.who;
  const state = requireCaseState(file.state, 'accept', roleOf(file, siteId));
  const people = withPerson(file.people, { role: 'chair', siteId, sub, name });
  return saveCase(context, { ...file, state, ownerSite: siteId, people, statusReason: null });
};

/** Rejects with a reason; the share ends. While other invited sites remain, only the asker's part ends. */
export const reject: CommandHandler<'case.reject'> = async (context, id, { reason }) => {
  const file = await lockCase(context, id);
  if (file.consultedSites.includes(context.who.siteId) && file.consultedSites.length > 1)
    return decline(context, file, reason);
  const state = requireCaseState(file.state, 'reject', roleOf(file, context.who.siteId));
  await revokeShare(context, file);
  return saveCase(context, { ...file, state, statusReason: reason });
};

/** Takes one of several invited sites out of the case; when it led, the others are asked again. */
async function decline(context: CommandContext, file: CaseFile, reason: string): Promise<WireResource> {
  const { siteId } = context.who;
  const led = file.ownerSite === siteId;
  const state = requireCaseState(file.state, 'decline', led ? 'chair' : 'consulted');
  const consultedSites = file.consultedSites.filter((site) => site !== siteId);
  if (led && file.scheduledStart) await cancelAppointment(context, file);
  await revokeShare(context, file, siteId);
  context.announce([siteId], { kind: 'case', caseId: file.caseId, what: 'state', state: 'rejected' });
  return saveCase(context, {
    ...file,
    state,
    consultedSites,
    readers: file.readers.filter((site) => site !== siteId),
    declined: { ...file.declined, [siteId]: reason },
    people: file.people.filter((person) => person.siteId !== siteId),
    ...(led ? { ownerSite: consultedSites[0]!, scheduledStart: null, scheduledEnd: null } : {}),
  });
}

/** Asks for more information. */
export const ask: CommandHandler<'case.ask'> = async (context, id, { question }) => {
  const file = await lockCase(context, id);
  const state = requireCaseState(file.state, 'ask', roleOf(file, context.who.siteId));
  return saveCase(context, { ...file, state, statusReason: question });
};

/** Takes the request back; the share ends. */
export const cancel: CommandHandler<'case.cancel'> = async (context, id, { reason }) => {
  const file = await lockCase(context, id);
  const state = requireCaseState(file.state, 'cancel', roleOf(file, context.who.siteId));
  await revokeShare(context, file);
  return saveCase(context, { ...file, state, statusReason: reason });
};
