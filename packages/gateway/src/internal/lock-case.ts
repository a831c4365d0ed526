import { DiemcauError, type SiteRole } from '@diemcau/protocol';
import { validate } from 'uuid';
import { readCaseFile, type CaseFile } from '../store/case-file.js';
import type { CommandContext } from './command.types.js';

/**
 * Locks the case that a command is about.
 * @throws DiemcauError `request/not-found`, alike for a case that is not there and one that may not be seen
 */
export async function lockCase({ tx, who, now, mayRead, about }: CommandContext, caseId: string): Promise<CaseFile> {
  if (!validate(caseId)) throw new DiemcauError('request/not-found');
  about(caseId);
  const file = await readCaseFile(tx, caseId, 'update');
  if (!file || !mayRead(who.siteId, { readers: file.readers }, now)) throw new DiemcauError('request/not-found');
  return file;
}

/** What the asker's site is in the case. */
export function roleOf(file: CaseFile, siteId: string): SiteRole {
  return file.requestingSite === siteId ? 'requesting' : 'consulted';
}
