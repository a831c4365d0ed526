import { systems, type WireResource } from '@diemcau/protocol';
import { v7 as uuid } from 'uuid';
import type { Caller, GatewayState } from './state.js';

interface Access {
  caseId: string;
  action: string;
  interaction: string;
  what?: string;
  occurred?: string;
  sections?: readonly string[];
  reason?: string;
}

/** Writes an access to the log, as the gateway's AuditEvent. */
export function audit(
  state: GatewayState,
  who: Caller,
  { caseId, action, interaction, what, occurred, sections, reason }: Access,
): WireResource {
  const detail = sections?.map((section) => ({ type: 'section', valueString: section }));
  const resource = {
    resourceType: 'AuditEvent',
    id: uuid(),
    type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
    subtype: [
      { system: 'urn:diemcau:interaction', code: interaction },
      ...(interaction === 'record.break-glass'
        ? [
            {
              system: 'http://dicom.nema.org/resources/ontology/DCM',
              code: '110127',
              display: 'Emergency Override Started',
            },
          ]
        : []),
    ],
    action,
    ...(occurred ? { period: { start: occurred } } : {}),
    recorded: state.now().toISOString(),
    outcome: '0',
    ...(reason
      ? {
          purposeOfEvent: [
            {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
                  code: 'BTG',
                  display: 'break the glass',
                },
              ],
              text: reason,
            },
          ],
        }
      : {}),
    agent: [
      {
        who: {
          type: 'Practitioner',
          identifier: { system: systems.practitioner, value: who.sub },
          display: who.name,
        },
        requestor: true,
        policy: [`urn:diemcau:site:${who.siteId}`],
      },
    ],
    source: { observer: { display: 'diemcau-gateway' } },
    entity: [
      ...(what ? [{ what: { reference: what }, ...(detail ? { detail } : {}) }] : []),
      { what: { reference: `ServiceRequest/${caseId}` } },
    ],
  };
  state.audit.push({ caseId, resource });
  return resource;
}
