import type { Shared } from './store.types.js';

/** Milliseconds that a store lives on after its last holder left: an element that is moved in the page keeps it. */
export const releaseGrace = 500;

/** Stores by key, each made once and disposed of after its last holder left. */
export interface SharedStores<S extends Shared> {
  /** A share of the store: its `release` is the holder's own and counts once. */
  acquire(key: string, make: () => S & { dispose(): void }): S;
  /** Disposes of all of them now. */
  close(): void;
}

/** Counts references; what is left behind after the last one and the grace is nothing. */
export function createShared<S extends Shared>(): SharedStores<S> {
  const held = new Map<
    string,
    { store: S & { dispose(): void }; count: number; timer?: ReturnType<typeof setTimeout> }
  >();
  function drop(key: string) {
    const one = held.get(key);
    if (!one) return;
    clearTimeout(one.timer);
    held.delete(key);
    one.store.dispose();
  }
  return {
    acquire(key, make) {
      const one = held.get(key) ?? { store: make(), count: 0 };
      held.set(key, one);
      clearTimeout(one.timer);
      one.count++;
      let released = false;
      const release = () => {
        if (released) return;
        released = true;
        if (--one.count === 0 && held.get(key) === one) one.timer = setTimeout(() => drop(key), releaseGrace);
      };
      return Object.create(one.store, { release: { value: release } }) as S;
    },
    close() {
      for (const key of [...held.keys()]) drop(key);
    },
  };
}
