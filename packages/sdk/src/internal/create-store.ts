import { deepFreeze } from './deep-freeze.js';
import type { Store } from './store.types.js';

/** A store and its owner's side of it: only the owner publishes. */
export interface OwnedStore<State> extends Store<State> {
  /** Publishes the state with the patch in it, frozen; nothing is told when nothing changed. */
  publish(patch: Partial<State>): void;
  /** Readers now. */
  readonly listeners: number;
}

/** Makes a store whose snapshots are frozen, so that no reader can change what another one sees. */
export function createStore<State extends object>(initial: State): OwnedStore<State> {
  let state = deepFreeze({ ...initial });
  const listeners = new Set<(now: Readonly<State>, was: Readonly<State>) => void>();
  return {
    get snapshot() {
      return state;
    },
    get listeners() {
      return listeners.size;
    },
    subscribe(listener) {
      // A wrapper of its own, so that one function subscribed twice is called twice and leaves twice.
      const own: typeof listener = (now, was) => listener(now, was);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    publish(patch) {
      const keys = Object.keys(patch) as (keyof State)[];
      if (keys.every((key) => Object.is(state[key], patch[key]) && Object.hasOwn(state, key))) return;
      const was = state;
      const now = (state = deepFreeze({ ...was, ...patch }));
      for (const listener of [...listeners]) {
        if (!listeners.has(listener)) continue;
        try {
          listener(now, was);
        } catch (error) {
          // One reader's fault must not hide the change from the others.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}
