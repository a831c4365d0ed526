import { createShared } from '../internal/shared.js';
import type { ConsentDeps } from './consent-deps.types.js';
import { consentTexts } from './consent-texts.js';
import type { ConsentService, ConsentStore } from './consent.types.js';
import { createConsentStore } from './create-consent-store.js';

/** Consents of cases, one store for all holders of a case. */
export function createConsentService(deps: ConsentDeps): ConsentService & { close(): void } {
  const shared = createShared<ConsentStore>();
  return {
    open: (caseId) => shared.acquire(caseId, () => createConsentStore(deps, caseId)),
    texts: consentTexts,
    close: () => shared.close(),
  };
}
