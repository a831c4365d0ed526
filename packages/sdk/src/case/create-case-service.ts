import { v7 } from 'uuid';
import { createLazyStore } from '../internal/create-lazy-store.js';
import { createShared } from '../internal/shared.js';
import type { CaseDeps } from './case-deps.types.js';
import type { CaseDraftStore, CaseService, CaseStore, WorklistStore } from './case.types.js';
import { draftName } from './draft-name.js';

/** Cases: worklists, one case, a case in the making. Each store is shared by its holders, and comes with the first. */
export function createCaseService(deps: CaseDeps): CaseService & { close(): void } {
  const worklists = createShared<WorklistStore>();
  const cases = createShared<CaseStore>();
  const drafts = createShared<CaseDraftStore>();
  return {
    worklist: (direction) =>
      worklists.acquire(direction, () =>
        createLazyStore(
          { status: 'loading', direction, items: [] },
          async () => (await import('./create-worklist-store.js')).createWorklistStore(deps, direction),
          ['refresh'],
        ),
      ),
    open: (caseId) =>
      cases.acquire(caseId, () =>
        createLazyStore(
          { status: 'loading', caseId, thread: [], queued: [] },
          async () => (await import('./create-case-store.js')).createCaseStore(deps, caseId),
          ['accept', 'reject', 'ask', 'schedule', 'start', 'end', 'cancel', 'assign', 'say', 'refresh'],
        ),
      ),
    draft: (of = {}) =>
      drafts.acquire(draftName(of), () => {
        const caseId = of.caseId ?? v7();
        const value = of.patientId === undefined ? {} : { patientId: of.patientId };
        return createLazyStore(
          { status: 'loading', caseId, value, issues: [] },
          async () => (await import('./create-draft-store.js')).createDraftStore(deps, of, caseId),
          ['prefill', 'submit', 'discard'],
          ['update', 'setEmergencyGround'],
        );
      }),
    close() {
      for (const shared of [worklists, cases, drafts]) shared.close();
    },
  };
}
