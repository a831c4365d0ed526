import { DiemcauError } from '@diemcau/protocol';
import type { CommandHandler } from '../internal/command.types.js';
import { lockCase } from '../internal/lock-case.js';
import { readResource, writeResource } from '../store/resource.js';
import { readMinutesFile, writeMinutesFile } from './minutes-file.js';
import { roleInMinutes } from './role.js';

/** Opens signed minutes again, with a reason; what was signed stays and is replaced only when both have signed anew. */
export const amend: CommandHandler<'minutes.amend'> = async (context, caseId, { reason }) => {
  const { tx, who, now, announce } = context;
  const file = await lockCase(context, caseId);
  if (!roleInMinutes(file, who)) throw new DiemcauError('case/role-missing');
  const minutes = await readMinutesFile(tx, caseId);
  const draft = await readResource(tx, 'Composition', caseId);
  if (file.state !== 'completed' || !minutes.signedDocumentId || !draft)
    throw new DiemcauError('case/transition-refused', { facts: { state: file.state, verb: 'amend' } });
  await writeMinutesFile(tx, caseId, { ...minutes, documentId: null, amendReason: reason });
  announce(file.readers, { kind: 'case', caseId, what: 'minutes', state: file.state });
  const relatesTo = [
    {
      code: 'replaces',
      targetIdentifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${minutes.signedDocumentId}` },
    },
  ];
  return writeResource(tx, { caseId, body: { ...draft.body, id: caseId, status: 'amended', relatesTo }, now });
};
