import type { Announcement, Bus } from './bus.types.js';

/** The bus of a gateway that is one process. */
export function createInProcessBus(): Bus {
  const listeners = new Set<(announcement: Announcement) => void>();
  return {
    publish(announcement) {
      for (const listener of listeners) listener(announcement);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
