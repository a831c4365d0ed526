import { extensions, systems, taskStatusOf, type WireResource } from '@diemcau/protocol';
import type { CaseFile } from '../store/case-file.js';

const site = (id: string) => ({ type: 'Organization', identifier: { system: systems.site, value: id } });

/** The case as FHIR R4 Task; its id is the caseId. */
export function taskResource(file: CaseFile): WireResource & { id: string } {
  const reason = file.statusReason ? { statusReason: { text: file.statusReason } } : {};
  const schedule = file.scheduledStart
    ? { restriction: { period: { start: file.scheduledStart.toISOString(), end: file.scheduledEnd?.toISOString() } } }
    : {};
  return {
    resourceType: 'Task',
    id: file.caseId,
    meta: { tag: [{ system: systems.caseTag, code: file.caseId }] },
    extension: [
      { url: extensions.consentGate, valueCode: file.gate },
      ...file.consultedSites.map((id) => ({ url: extensions.invited, valueString: id })),
      ...Object.entries(file.declined).map(declinedBy),
      ...(file.emergencyGround ? [{ url: extensions.emergencyGround, valueString: file.emergencyGround }] : []),
    ],
    status: taskStatusOf[file.state],
    ...reason,
    businessStatus: { coding: [{ system: systems.caseState, code: file.state }] },
    intent: 'order',
    focus: { reference: `ServiceRequest/${file.caseId}` },
    authoredOn: file.sentAt.toISOString(),
    lastModified: file.updatedAt.toISOString(),
    requester: site(file.requestingSite),
    owner: site(file.ownerSite),
    ...schedule,
    ...(file.people.length > 0 ? { input: file.people.map(personInput) } : {}),
  };
}

function declinedBy([id, reason]: [string, string]) {
  const extension = [
    { url: 'site', valueString: id },
    { url: 'reason', valueString: reason },
  ];
  return { url: extensions.declined, extension };
}

function personInput({ role, siteId, sub, name }: CaseFile['people'][number]) {
  return {
    extension: [{ url: extensions.site, valueString: siteId }],
    type: { coding: [{ system: systems.personRole, code: role }] },
    valueReference: { type: 'Practitioner', identifier: { system: systems.practitioner, value: sub }, display: name },
  };
}
