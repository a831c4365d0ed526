import type { Bus } from '../bus/bus.types.js';
import { writeOutbox } from '../bus/outbox.js';
import type { Clock } from '../internal/clock.js';
import { takeExpiredGrants } from '../store/grant.js';
import type { Store } from '../store/store.types.js';

/** Milliseconds between looks; an open view is to close within 5 s of the end. */
const every = 2_000;

/** Announces shares that ended by time. Reading is refused at the very instant, by the grant itself. @returns ends it */
export function watchExpiry(deps: {
  store: Store;
  bus: Bus;
  clock: Clock;
  onUnexpected(error: unknown): void;
}): () => Promise<void> {
  const { store, bus, clock } = deps;
  let looking: Promise<void> = Promise.resolve();
  async function look() {
    const now = new Date(clock());
    const announcements = await store.transactAsNobody(async (tx) => {
      const ended = await takeExpiredGrants(tx, now);
      const found = ended.map(({ caseId, sites }) => ({
        caseId,
        sites,
        event: { kind: 'share-ended', caseId } as const,
      }));
      await writeOutbox(tx, found, now);
      return found;
    });
    for (const one of announcements) bus.publish(one);
  }
  const timer = setInterval(() => {
    looking = looking.then(look).catch(deps.onUnexpected);
  }, every).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
