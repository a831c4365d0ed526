import { lazily } from '../internal/lazily.js';
import { createListeners } from '../internal/listeners.js';
import type { OutboxChange } from '../internal/session.types.js';
import type { createOutbox, OutboxDeps } from './create-outbox.js';

/** The outbox, brought when something is sent or looked for. */
export function lazyOutbox(deps: OutboxDeps): ReturnType<typeof createOutbox> {
  const changes = createListeners<[OutboxChange]>();
  let closed = false;
  const outbox = lazily(async () => {
    const made = (await import('./create-outbox.js')).createOutbox(deps);
    made.onChange(changes.call);
    if (closed) made.close();
    return made;
  });
  return {
    deliver: async (...args) => (await outbox()).deliver(...args),
    waiting: async (...args) => (await outbox()).waiting(...args),
    waitingOf: async (...args) => (await outbox()).waitingOf(...args),
    flush: async () => (await outbox()).flush(),
    onChange: changes.add,
    close() {
      closed = true;
      changes.clear();
      outbox.own?.close();
    },
  };
}
