import { createShared } from '../internal/shared.js';
import type { CaseDeps } from './case-deps.types.js';
import type { CaseDraftStore, CaseService, CaseStore, WorklistStore } from './case.types.js';
import { createCaseStore } from './create-case-store.js';
import { createDraftStore, draftName } from './create-draft-store.js';
import { createWorklistStore } from './create-worklist-store.js';

/** Cases: worklists, one case, a case in the making. Each store is shared by its holders. */
export function createCaseService(deps: CaseDeps): CaseService & { close(): void } {
  const worklists = createShared<WorklistStore>();
  const cases = createShared<CaseStore>();
  const drafts = createShared<CaseDraftStore>();
  return {
    worklist: (direction) => worklists.acquire(direction, () => createWorklistStore(deps, direction)),
    open: (caseId) => cases.acquire(caseId, () => createCaseStore(deps, caseId)),
    draft: (options = {}) => drafts.acquire(draftName(options), () => createDraftStore(deps, options)),
    close() {
      for (const shared of [worklists, cases, drafts]) shared.close();
    },
  };
}
