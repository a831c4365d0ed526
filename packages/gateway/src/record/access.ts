import { DiemcauError } from '@diemcau/protocol';
import { validate } from 'uuid';
import type { CommandHandler } from '../internal/command.types.js';
import { readCaseFile } from '../store/case-file.js';
import { wasGranted } from '../store/grant.js';

/**
 * Logs what a reader's software says was opened, printed, exported. A share that has ended meanwhile does not matter: the report of
 * somebody without a line comes late, and says when it happened. Nothing of the case changes, so it is not locked.
 */
export const access: CommandHandler<'record.access'> = async (context, caseId, input) => {
  const { tx, who, now, mayRead, about, log } = context;
  const { action, section, documentId, occurred, reason } = input;
  if (!validate(caseId)) throw new DiemcauError('request/not-found');
  about(caseId);
  const file = await readCaseFile(tx, caseId);
  if (!file || !mayRead(who.siteId, { readers: file.readers }, now)) throw new DiemcauError('request/not-found');
  if (documentId !== undefined && !(await wasGranted(tx, { documentId, caseId, siteId: who.siteId })))
    throw new DiemcauError('request/not-found');
  return log({
    action: action === 'break-glass' ? 'E' : 'R',
    interaction: `record.${action}`,
    ...(documentId === undefined ? { type: 'ServiceRequest', id: caseId } : { type: 'Bundle', id: documentId }),
    // A clock that runs ahead does not make it happen in the future.
    occurred: new Date(Math.min(Date.parse(occurred), now.getTime())),
    sections: [...new Set(section)],
    ...(action === 'break-glass' ? { reason } : {}),
  });
};
