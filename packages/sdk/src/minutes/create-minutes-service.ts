import { createLazyStore } from '../internal/create-lazy-store.js';
import { createShared } from '../internal/shared.js';
import type { OwnedMinutesStore } from './create-minutes-store.js';
import { emptyMinutes } from './empty-minutes.js';
import type { MinutesDeps, Talk } from './minutes-deps.types.js';
import type { MinutesService } from './minutes.types.js';

/** Minutes of cases, one store for all holders of a case; the machinery behind it comes with the first. */
export function createMinutesService(
  deps: MinutesDeps,
): MinutesService & { talked(caseId: string, talk: Talk): void; close(): void } {
  const shared = createShared<OwnedMinutesStore>();
  const open = new Map<string, OwnedMinutesStore>();
  return {
    open: (caseId) =>
      shared.acquire(caseId, () => {
        const store = createLazyStore(
          emptyMinutes(caseId),
          async () => (await import('./create-minutes-store.js')).createMinutesStore(deps, caseId),
          ['save', 'resolve', 'sign', 'amend', 'refresh'],
          ['update', 'excerpt', 'talked'],
        );
        open.set(caseId, store);
        const dispose = () => {
          open.delete(caseId);
          store.dispose();
        };
        return Object.create(store, { dispose: { value: dispose } }) as OwnedMinutesStore;
      }),
    talked: (caseId, talk) => open.get(caseId)?.talked(talk),
    close: () => shared.close(),
  };
}
