import { requireCaseState } from '@diemcau/protocol';
import type { CommandHandler } from '../internal/command.types.js';
import { lockCase, roleOf } from '../internal/lock-case.js';
import { revokeShare } from '../internal/revoke-share.js';
import { saveCase } from '../internal/save-case.js';
import { withPerson } from './people.js';

/** Takes the case on; who accepts is its chair to begin with. */
export const accept: CommandHandler<'case.accept'> = async (context, id) => {
  const file = await lockCase(context, id);
  const { siteId, sub, name } = context.who;
  const state = requireCaseState(file.state, 'accept', roleOf(file, siteId));
  const people = withPerson(file.people, { role: 'chair', siteId, sub, name });
  return saveCase(context, { ...file, state, ownerSite: siteId, people, statusReason: null });
};

/** Declines with a reason; the share ends. */
export const reject: CommandHandler<'case.reject'> = async (context, id, { reason }) => {
  const file = await lockCase(context, id);
  const state = requireCaseState(file.state, 'reject', roleOf(file, context.who.siteId));
  await revokeShare(context, file);
  return saveCase(context, { ...file, state, statusReason: reason });
};

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
