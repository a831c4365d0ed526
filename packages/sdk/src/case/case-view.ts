import { fromServiceRequest, type CaseRequest } from '@diemcau/fhir';
import {
  allowedCaseVerbs,
  caseStates,
  DiemcauError,
  extensions,
  isOverdue,
  personRoles,
  systems,
  type CaseState,
  type ConsentGate,
  type PersonRole,
  type SiteRole,
  type WireResource,
} from '@diemcau/protocol';
import { extensionOf, extensionsOf, type Extended } from '../internal/extension-of.js';
import type { CasePerson, CaseView } from './case.types.js';

interface Coded {
  coding?: { system?: string; code?: string }[];
  text?: string;
}
interface Referenced extends Extended {
  identifier?: { system?: string; value?: string };
  display?: string;
}
interface Party extends Extended {
  type?: Coded;
  valueReference?: Referenced;
}
/** FHIR R4 Task, the part of it that a case uses. */
interface CaseTask extends Extended {
  id?: string;
  businessStatus?: Coded;
  statusReason?: Coded;
  requester?: Referenced;
  owner?: Referenced;
  authoredOn?: string;
  lastModified?: string;
  restriction?: { period?: { start?: string; end?: string } };
  input?: Party[];
  meta?: { versionId?: string };
}

/**
 * Reads the request of a case.
 * @throws DiemcauError `network/response-malformed`
 */
export function readRequest(serviceRequest: WireResource): CaseRequest {
  const { ok } = fromServiceRequest(serviceRequest as never);
  if (!ok) throw new DiemcauError('network/response-malformed', { at: 'ServiceRequest' });
  return ok;
}

/**
 * A case as one site sees it, from the gateway's Task and the request.
 * @throws DiemcauError `network/response-malformed`
 */
export function caseViewOf(resource: WireResource, request: CaseRequest, mySite: string, now: number): CaseView {
  const task = resource as CaseTask;
  const said = codeOf(task.businessStatus, systems.caseState) as CaseState;
  if (!caseStates.includes(said)) throw new DiemcauError('network/response-malformed', { at: 'Task.businessStatus' });
  const requestingSite = task.requester?.identifier?.value ?? request.requester?.siteId ?? '';
  const invited = extensionsOf(task, extensions.invited);
  const owner = task.owner?.identifier?.value;
  const consultedSites = [
    ...new Set([...(owner ? [owner] : []), ...invited, ...(invited.length === 0 ? request.to : [])]),
  ];
  const declined = (task.extension ?? []).filter(({ url }) => url === extensions.declined).map(declinedOf);
  // For a site that has rejected, the case is over, whatever becomes of it elsewhere.
  const mine = declined.find(({ siteId }) => siteId === mySite);
  const state = mine ? 'rejected' : said;
  const myRoles: SiteRole[] = [
    ...(mySite === requestingSite ? (['requesting'] as const) : []),
    ...(mine || consultedSites.includes(mySite) ? (['consulted'] as const) : []),
  ];
  const { start, end } = task.restriction?.period ?? {};
  const sentAt = task.authoredOn;
  return {
    caseId: task.id ?? request.caseId,
    state,
    overdue:
      sentAt !== undefined &&
      isOverdue(
        state,
        request.urgency,
        new Date(sentAt),
        new Date(now),
        start === undefined ? undefined : new Date(start),
      ),
    request,
    requestingSite,
    consultedSites,
    ...(declined.length > 0 ? { declined } : {}),
    myRoles,
    people: (task.input ?? []).flatMap(personOf),
    allowed: allowedCaseVerbs(state, myRoles),
    consentGate: (extensionOf(task, extensions.consentGate) as ConsentGate | undefined) ?? 'closed',
    emergencyGround: extensionOf(task, extensions.emergencyGround),
    statusReason: mine?.reason ?? task.statusReason?.text,
    ...(start ? { scheduled: { start, ...(end ? { end } : {}) } } : {}),
    sentAt,
    updatedAt: task.lastModified ?? sentAt ?? new Date(now).toISOString(),
    version: task.meta?.versionId ?? '0',
  };
}

function declinedOf(one: Extended): { siteId: string; reason: string } {
  return { siteId: extensionOf(one, 'site') ?? '', reason: extensionOf(one, 'reason') ?? '' };
}

function codeOf(concept: Coded | undefined, system: string): string | undefined {
  return concept?.coding?.find((one) => one.system === system)?.code;
}

function personOf({ type, valueReference, extension }: Party): CasePerson[] {
  const role = codeOf(type, systems.personRole) as PersonRole;
  const sub = valueReference?.identifier?.value;
  if (!personRoles.includes(role) || !sub) return [];
  return [
    { role, sub, name: valueReference?.display ?? sub, siteId: extensionOf({ extension }, extensions.site) ?? '' },
  ];
}
