import type { ServerEvent, WireResource } from '@diemcau/protocol';
import { updateCaseFile, type CaseFile } from '../store/case-file.js';
import { writeResource } from '../store/resource.js';
import type { CommandContext } from './command.types.js';
import { taskResource } from './task-resource.js';

type What = Extract<ServerEvent, { kind: 'case' }>['what'];

/** Writes the locked case, its Task and the event. @returns the Task */
export async function saveCase(context: CommandContext, file: CaseFile, what: What = 'state'): Promise<WireResource> {
  const { tx, now, announce } = context;
  const next = { ...file, version: file.version + 1, updatedAt: now };
  announce(next.readers, { kind: 'case', caseId: file.caseId, what, state: next.state });
  // The Task first: a site that takes itself out may write nothing of the case after that.
  const task = await writeResource(tx, { caseId: file.caseId, body: taskResource(next), now });
  await updateCaseFile(tx, next);
  return task;
}
