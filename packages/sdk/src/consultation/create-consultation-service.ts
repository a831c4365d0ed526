import { createLazyStore } from '../internal/create-lazy-store.js';
import { createShared } from '../internal/shared.js';
import type { ConsultationDeps } from './consultation-deps.types.js';
import type { ConsultationService, ConsultationStore, LineTestStore } from './consultation.types.js';
import { createLazyConsultationStore } from './lazy-consultation-store.js';
import { freshSteps } from './line-test-names.js';

/** Live sessions of cases, one for all holders of a case; and the test of the line. */
export function createConsultationService(deps: ConsultationDeps): ConsultationService & { close(): void } {
  const consultations = createShared<ConsultationStore>();
  const tests = createShared<LineTestStore>();
  return {
    open: (caseId) => consultations.acquire(caseId, () => createLazyConsultationStore(deps, caseId)),
    lineTest: (siteId = '') =>
      tests.acquire(siteId, () =>
        createLazyStore(
          { status: 'idle', steps: freshSteps() },
          async () => (await import('./create-line-test-store.js')).createLineTestStore(deps),
          ['run'],
        ),
      ),
    close() {
      consultations.close();
      tests.close();
    },
  };
}
