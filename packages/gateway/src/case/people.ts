import { DiemcauError, requireCaseState } from '@diemcau/protocol';
import type { CommandHandler } from '../internal/command.types.js';
import { lockCase, roleOf } from '../internal/lock-case.js';
import { saveCase } from '../internal/save-case.js';
import type { CasePerson } from '../store/case-file.js';

const single = new Set(['chair', 'secretary']);

/** A case has one chair and one secretary; a person has one role. */
export function withPerson(people: readonly CasePerson[], person: CasePerson): CasePerson[] {
  const others = people.filter(
    (one) =>
      !(single.has(person.role) && one.role === person.role) &&
      !(one.siteId === person.siteId && one.sub === person.sub),
  );
  return [...others, person];
}

/** Gives a person of a site of the case a role in it. */
export const assign: CommandHandler<'case.assign'> = async (context, id, { role, siteId, sub, name }) => {
  const file = await lockCase(context, id);
  const state = requireCaseState(file.state, 'assign', roleOf(file, context.who.siteId));
  if (siteId !== file.requestingSite && !file.consultedSites.includes(siteId))
    throw new DiemcauError('request/invalid', { at: 'Parameters.siteId' });
  return saveCase(context, { ...file, state, people: withPerson(file.people, { role, siteId, sub, name }) }, 'people');
};
