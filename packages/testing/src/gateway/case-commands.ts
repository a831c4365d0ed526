import {
  DiemcauError,
  requireCaseState,
  systems,
  type CaseVerb,
  type ServerEvent,
  type SiteRole,
  type WireResource,
} from '@diemcau/protocol';
import { v7 as uuid, validate } from 'uuid';
import type { CommandHandler } from './command.types.js';
import { caseTag, taskOf } from './resources.js';
import { put, type Caller, type CaseFile, type GatewayState } from './state.js';

type What = Extract<ServerEvent, { kind: 'case' }>['what'];

/** The case, if the asker may see it; else the same error as for none. */
export function requireCase(state: GatewayState, who: Caller, caseId: string): CaseFile {
  const file = state.cases.get(caseId);
  if (!file?.readers.includes(who.siteId)) throw new DiemcauError('request/not-found');
  return file;
}

/** Keeps a changed case, its Task, and tells its sites. */
export function keepCase(state: GatewayState, file: CaseFile, what: What = 'state'): WireResource {
  state.cases.set(file.caseId, file);
  const task = put(state, taskOf(file, state.now().toISOString()), { caseId: file.caseId });
  state.announce(file.readers, { kind: 'case', caseId: file.caseId, what, state: file.state });
  return task;
}

/** Ends every share of a case now, or those with one site. */
export function revokeShares(state: GatewayState, file: CaseFile, toSite?: string) {
  const ended: string[] = [];
  const now = state.now().toISOString();
  for (const document of state.documents.values())
    for (const grant of document.caseId === file.caseId ? document.grants : [])
      if (!grant.revokedAt && (!grant.notAfter || grant.notAfter > now) && (toSite ?? grant.toSite) === grant.toSite) {
        grant.revokedAt = now;
        ended.push(grant.toSite);
      }
  if (ended.length > 0)
    state.announce([...new Set([file.requestingSite, ...ended])], { kind: 'share-ended', caseId: file.caseId });
}

const roleOf = (file: CaseFile, siteId: string): SiteRole =>
  file.requestingSite === siteId ? 'requesting' : 'consulted';

function step(
  state: GatewayState,
  who: Caller,
  id: string,
  verb: CaseVerb,
): { file: CaseFile; next: CaseFile['state'] } {
  const file = requireCase(state, who, id);
  return { file, next: requireCaseState(file.state, verb, roleOf(file, who.siteId)) };
}

function withPerson(people: CaseFile['people'], person: CaseFile['people'][number]): CaseFile['people'] {
  const single = person.role === 'chair' || person.role === 'secretary';
  return [
    ...people.filter(
      (one) => !(single && one.role === person.role) && !(one.siteId === person.siteId && one.sub === person.sub),
    ),
    person,
  ];
}

const submit: CommandHandler<'case.submit'> = (state, who, id, { request, to, emergencyGround }) => {
  if (!validate(id)) throw new DiemcauError('request/invalid', { at: 'id' });
  if (request.id !== id) throw new DiemcauError('request/invalid', { at: 'ServiceRequest.id' });
  const sites = [...new Set(to)];
  if (sites.includes(who.siteId)) throw new DiemcauError('request/invalid', { at: 'Parameters.to' });
  const known = state.cases.get(id);
  if (known && known.requestingSite !== who.siteId) throw new DiemcauError('request/not-found');
  const next = requireCaseState(known?.state ?? 'draft', 'submit', 'requesting');
  const gate = known && known.gate !== 'closed' ? known.gate : emergencyGround ? 'emergency' : 'closed';
  const readers =
    gate === 'closed'
      ? (known?.readers ?? [who.siteId])
      : [...new Set([who.siteId, ...(known?.readers ?? []), ...sites])];
  const requester = {
    ...(request['requester'] as object | undefined),
    identifier: { system: systems.site, value: who.siteId },
  };
  put(
    state,
    { ...request, id, requester, meta: { ...(request['meta'] as object | undefined), ...caseTag(id) } },
    { caseId: id },
  );
  return keepCase(state, {
    caseId: id,
    state: next,
    requestingSite: who.siteId,
    ownerSite: known?.ownerSite ?? sites[0]!,
    consultedSites: [...new Set([...(known?.consultedSites ?? []), ...sites])],
    readers,
    declined: Object.fromEntries(Object.entries(known?.declined ?? {}).filter(([site]) => !sites.includes(site))),
    gate,
    emergencyGround: emergencyGround ?? known?.emergencyGround,
    people: known?.people ?? [{ role: 'secretary', siteId: who.siteId, sub: who.sub, name: who.name }],
    sentAt: state.now().toISOString(),
  });
};

const accept: CommandHandler<'case.accept'> = (state, who, id) => {
  const { file, next } = step(state, who, id, 'accept');
  const people = withPerson(file.people, { role: 'chair', siteId: who.siteId, sub: who.sub, name: who.name });
  return keepCase(state, { ...file, state: next, ownerSite: who.siteId, people, statusReason: undefined });
};

const reject: CommandHandler<'case.reject'> = (state, who, id, { reason }) => {
  const known = requireCase(state, who, id);
  if (known.consultedSites.includes(who.siteId) && known.consultedSites.length > 1)
    return decline(state, who.siteId, known, reason);
  const { file, next } = step(state, who, id, 'reject');
  revokeShares(state, file);
  return keepCase(state, { ...file, state: next, statusReason: reason });
};

/** Takes one of several invited sites out of the case; when it led, the others are asked again. */
function decline(state: GatewayState, siteId: string, file: CaseFile, reason: string): WireResource {
  const led = file.ownerSite === siteId;
  const next = requireCaseState(file.state, 'decline', led ? 'chair' : 'consulted');
  const consultedSites = file.consultedSites.filter((site) => site !== siteId);
  revokeShares(state, file, siteId);
  state.announce([siteId], { kind: 'case', caseId: file.caseId, what: 'state', state: 'rejected' });
  return keepCase(state, {
    ...file,
    state: next,
    consultedSites,
    readers: file.readers.filter((site) => site !== siteId),
    declined: { ...file.declined, [siteId]: reason },
    people: file.people.filter((person) => person.siteId !== siteId),
    ...(led ? { ownerSite: consultedSites[0]!, scheduled: undefined } : {}),
  });
}

const ask: CommandHandler<'case.ask'> = (state, who, id, { question }) => {
  const { file, next } = step(state, who, id, 'ask');
  return keepCase(state, { ...file, state: next, statusReason: question });
};

const cancel: CommandHandler<'case.cancel'> = (state, who, id, { reason }) => {
  const { file, next } = step(state, who, id, 'cancel');
  revokeShares(state, file);
  return keepCase(state, { ...file, state: next, statusReason: reason });
};

const schedule: CommandHandler<'case.schedule'> = (state, who, id, { start, end }) => {
  const { file, next } = step(state, who, id, 'schedule');
  if (end && Date.parse(end) <= Date.parse(start)) throw new DiemcauError('request/invalid', { at: 'Parameters.end' });
  return keepCase(state, {
    ...file,
    state: next,
    scheduled: { start: new Date(start).toISOString(), ...(end ? { end: new Date(end).toISOString() } : {}) },
  });
};

const start: CommandHandler<'case.start'> = (state, who, id) => {
  const { file, next } = step(state, who, id, 'start');
  if (file.gate === 'closed') throw new DiemcauError('consent/missing');
  return keepCase(state, { ...file, state: next });
};

const end: CommandHandler<'case.end'> = (state, who, id, { outcome }) => {
  const { file, next } = step(state, who, id, outcome === 'interrupted' ? 'interrupt' : 'end');
  const task = keepCase(state, { ...file, state: next });
  state.announce(file.readers, { kind: 'consultation-ended', caseId: id });
  return task;
};

const assign: CommandHandler<'case.assign'> = (state, who, id, person) => {
  const { file, next } = step(state, who, id, 'assign');
  if (person.siteId !== file.requestingSite && !file.consultedSites.includes(person.siteId))
    throw new DiemcauError('request/invalid', { at: 'Parameters.siteId' });
  return keepCase(state, { ...file, state: next, people: withPerson(file.people, person) }, 'people');
};

const say: CommandHandler<'case.say'> = (state, who, caseId, { text }) => {
  const file = requireCase(state, who, caseId);
  const sender = {
    extension: [{ url: 'urn:diemcau:site', valueString: who.siteId }],
    type: 'Practitioner',
    identifier: { system: systems.practitioner, value: who.sub },
    display: who.name,
  };
  const sent = state.now().toISOString();
  const message = put(
    state,
    {
      resourceType: 'Communication',
      id: uuid(),
      meta: caseTag(caseId),
      status: 'completed',
      basedOn: [{ reference: `ServiceRequest/${caseId}` }],
      sent,
      sender,
      payload: [{ contentString: text }],
    },
    { caseId },
  );
  state.announce(file.readers, { kind: 'case', caseId, what: 'thread', state: file.state });
  return message;
};

/** The verbs on a case. */
export const caseCommands = {
  'case.submit': submit,
  'case.accept': accept,
  'case.reject': reject,
  'case.ask': ask,
  'case.schedule': schedule,
  'case.start': start,
  'case.end': end,
  'case.cancel': cancel,
  'case.assign': assign,
  'case.say': say,
};
