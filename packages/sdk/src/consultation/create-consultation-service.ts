import { createShared } from '../internal/shared.js';
import type { ConsultationDeps } from './consultation-deps.types.js';
import type { ConsultationService, ConsultationStore, LineTestStore } from './consultation.types.js';
import { createLazyConsultationStore } from './lazy-consultation-store.js';
import { createLineTestStore } from './create-line-test-store.js';

/** Live sessions of cases, one for all holders of a case; and the test of the line. */
export function createConsultationService(deps: ConsultationDeps): ConsultationService & { close(): void } {
  const consultations = createShared<ConsultationStore>();
  const tests = createShared<LineTestStore>();
  return {
    open: (caseId) => consultations.acquire(caseId, () => createLazyConsultationStore(deps, caseId)),
    lineTest: (siteId = '') => tests.acquire(siteId, () => createLineTestStore(deps)),
    close() {
      consultations.close();
      tests.close();
    },
  };
}
