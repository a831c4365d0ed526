import { createLazyStore } from '../internal/create-lazy-store.js';
import { createShared } from '../internal/shared.js';
import type { ConsentDeps } from './consent-deps.types.js';
import { consentTexts } from './consent-texts.js';
import type { ConsentService, ConsentStore } from './consent.types.js';

/** Consents of cases, one store for all holders of a case; it comes with the first. */
export function createConsentService(deps: ConsentDeps): ConsentService & { close(): void } {
  const shared = createShared<ConsentStore>();
  return {
    open: (caseId) =>
      shared.acquire(caseId, () =>
        createLazyStore(
          { status: 'loading', caseId, gate: 'closed', purposes: [], canCollect: false },
          async () => (await import('./create-consent-store.js')).createConsentStore(deps, caseId),
          ['decide', 'withdraw', 'refresh'],
        ),
      ),
    texts: consentTexts,
    close: () => shared.close(),
  };
}
