import { DiemcauError, requireCaseState, systems, type WireResource } from '@diemcau/protocol';
import { validate } from 'uuid';
import type { CommandContext, CommandHandler } from '../internal/command.types.js';
import { saveCase } from '../internal/save-case.js';
import { taskResource } from '../internal/task-resource.js';
import { insertCaseFile, readCaseFile, type CaseFile } from '../store/case-file.js';
import { writeResource } from '../store/resource.js';

/** Sends a case, or sends it again after more information was asked for. The requester is its secretary. */
export const submit: CommandHandler<'case.submit'> = async (context, id, { request, to, emergencyGround }) => {
  const { tx, who, about } = context;
  if (!validate(id)) throw new DiemcauError('request/invalid', { at: 'id' });
  if (request.id !== id) throw new DiemcauError('request/invalid', { at: 'ServiceRequest.id' });
  const sites = [...new Set(to)];
  if (sites.includes(who.siteId)) throw new DiemcauError('request/invalid', { at: 'Parameters.to' });
  about(id);
  const known = await readCaseFile(tx, id, 'update');
  if (known && known.requestingSite !== who.siteId) throw new DiemcauError('request/not-found');
  return known
    ? sendAgain(context, known, { request, sites, emergencyGround })
    : sendFirst(context, id, { request, sites, emergencyGround });
};

interface Sent {
  request: WireResource;
  sites: string[];
  emergencyGround?: string;
}

async function sendFirst(
  { tx, who, now, announce }: CommandContext,
  caseId: string,
  { request, sites, emergencyGround }: Sent,
) {
  const gate = emergencyGround ? 'emergency' : 'closed';
  const file: CaseFile = {
    caseId,
    state: requireCaseState('draft', 'submit', 'requesting'),
    requestingSite: who.siteId,
    ownerSite: sites[0]!,
    consultedSites: sites,
    readers: gate === 'closed' ? [who.siteId] : [who.siteId, ...sites],
    declined: {},
    gate,
    emergencyGround: emergencyGround ?? null,
    statusReason: null,
    scheduledStart: null,
    scheduledEnd: null,
    people: [{ role: 'secretary', siteId: who.siteId, sub: who.sub, name: who.name }],
    sentAt: now,
    completedAt: null,
    version: 1,
    updatedAt: now,
  };
  await insertCaseFile(tx, file);
  await writeResource(tx, { caseId, body: ofCase(request, caseId, who.siteId), now });
  announce(file.readers, { kind: 'case', caseId, what: 'state', state: file.state });
  return writeResource(tx, { caseId, body: taskResource(file), now });
}

async function sendAgain(context: CommandContext, known: CaseFile, { request, sites, emergencyGround }: Sent) {
  const { tx, who, now } = context;
  const state = requireCaseState(known.state, 'submit', 'requesting');
  // Who was told stays told; who is asked anew is told when the gate stands open.
  const gate = known.gate === 'closed' && emergencyGround ? 'emergency' : known.gate;
  const told = gate === 'closed' ? known.readers : [who.siteId, ...new Set([...known.readers, ...sites])];
  await writeResource(tx, { caseId: known.caseId, body: ofCase(request, known.caseId, who.siteId), now });
  return saveCase(context, {
    ...known,
    state,
    gate,
    emergencyGround: emergencyGround ?? known.emergencyGround,
    statusReason: null,
    sentAt: now,
    consultedSites: [...new Set([...known.consultedSites, ...sites])],
    readers: [...new Set(told)],
    // Who had rejected may be asked anew.
    declined: Object.fromEntries(Object.entries(known.declined).filter(([site]) => !sites.includes(site))),
  });
}

/** The site that asks is the one that signed the token, whatever the resource says. */
function ofCase(request: WireResource, caseId: string, siteId: string): WireResource & { id: string } {
  const requester = {
    ...(request.requester as object | undefined),
    identifier: { system: systems.site, value: siteId },
  };
  const tag = [{ system: systems.caseTag, code: caseId }];
  return { ...request, id: caseId, requester, meta: { ...(request.meta as object | undefined), tag } };
}
