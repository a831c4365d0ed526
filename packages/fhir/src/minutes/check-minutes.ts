import type { Issue } from '../result.js';
import type { MinutesDraft } from './minutes.types.js';

/** What must be mended before the minutes can be signed; `at` is the field's name. TT 49/2017: every issue has a clear conclusion. */
export function checkMinutes(draft: MinutesDraft): Issue[] {
  const issues: Issue[] = [];
  const error = (at: string, code: Issue['code'] = 'required', facts?: Issue['facts']): void => {
    issues.push({ code, severity: 'error', at, ...(facts ? { facts } : {}) });
  };
  if (blank(draft.patient?.name)) error('patient.name');
  if (blank(draft.openedAt)) error('openedAt');
  if (blank(draft.closedAt)) error('closedAt');
  if (draft.openedAt && draft.closedAt && Date.parse(draft.openedAt) > Date.parse(draft.closedAt))
    error('closedAt', 'out-of-range');
  for (const role of ['chair', 'secretary'] as const) {
    const count = list(draft.participants).filter((person) => person.role === role).length;
    if (count === 0) error(`participants.${role}`);
    if (count > 1) error(`participants.${role}`, 'out-of-range', { limit: 1, count });
  }
  const chair = list(draft.participants).find(({ role }) => role === 'chair');
  const secretary = list(draft.participants).find(({ role }) => role === 'secretary');
  if (chair && secretary && chair.sub !== '' && chair.sub === secretary.sub && chair.siteId === secretary.siteId)
    error('participants.secretary', 'out-of-range');
  list(draft.participants).forEach((person, index) => {
    if (blank(person.name)) error(`participants[${index}].name`);
    if (blank(person.sub) && (person.role === 'chair' || person.role === 'secretary'))
      error(`participants[${index}].sub`);
  });
  if (list(draft.diagnosisBefore).every(({ text, code }) => blank(text) && blank(code))) error('diagnosisBefore');
  for (const field of ['summary', 'conclusion', 'plan'] as const) if (blank(draft[field])) error(field);
  list(draft.agenda).forEach(({ question, conclusion }, index) => {
    if (blank(question)) error(`agenda[${index}].question`);
    if (blank(conclusion)) error(`agenda[${index}].conclusion`);
  });
  list(draft.orders).forEach((order, index) => {
    if (blank(order.text)) error(`orders[${index}].text`);
    if (blank(order.orderedBy?.sub)) error(`orders[${index}].orderedBy`);
    if (blank(order.orderedAt) || !Number.isFinite(Date.parse(order.orderedAt))) error(`orders[${index}].orderedAt`);
  });
  if (draft.amends && blank(draft.amends.reason)) error('amends.reason');
  if (blank(draft.location)) issues.push({ code: 'required', severity: 'warning', at: 'location' });
  if (list(draft.diagnosisAfter).length === 0)
    issues.push({ code: 'required', severity: 'warning', at: 'diagnosisAfter' });
  return issues;
}

function blank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}

function list<T>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? value : [];
}
