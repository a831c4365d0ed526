import { revokeGrants } from '../store/grant.js';
import type { CaseFile } from '../store/case-file.js';
import type { CommandContext } from './command.types.js';

/** Ends every share of the case at once, or those with one site, and tells all who had one open. */
export async function revokeShare(
  { tx, now, announce }: CommandContext,
  file: CaseFile,
  toSite?: string,
): Promise<void> {
  const ended = await revokeGrants(tx, file.caseId, now, toSite);
  if (ended.length > 0)
    announce([...new Set([file.requestingSite, ...ended])], { kind: 'share-ended', caseId: file.caseId });
}
