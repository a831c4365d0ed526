import { extensions, systems } from '@diemcau/protocol';
import { v7 as uuid } from 'uuid';
import type { CommandHandler } from '../internal/command.types.js';
import { lockCase } from '../internal/lock-case.js';
import { writeResource } from '../store/resource.js';

/** A message of the case's thread. */
export const say: CommandHandler<'case.say'> = async (context, caseId, { text }) => {
  const file = await lockCase(context, caseId);
  const { tx, who, now, announce } = context;
  announce(file.readers, { kind: 'case', caseId, what: 'thread', state: file.state });
  const body = {
    resourceType: 'Communication',
    id: uuid(),
    meta: { tag: [{ system: systems.caseTag, code: caseId }] },
    status: 'completed',
    basedOn: [{ reference: `ServiceRequest/${caseId}` }],
    sent: now.toISOString(),
    sender: {
      extension: [{ url: extensions.site, valueString: who.siteId }],
      type: 'Practitioner',
      identifier: { system: systems.practitioner, value: who.sub },
      display: who.name,
    },
    payload: [{ contentString: text }],
  };
  return writeResource(tx, { caseId, body, now });
};
