import type { Store } from '../src/internal/store.types.js';

/** Waits for a store's state, and says what it was when it does not come. */
export function until<S>(
  store: Store<S>,
  holds: (state: Readonly<S>) => unknown,
  what = 'state',
): Promise<Readonly<S>> {
  return new Promise((resolve, reject) => {
    let unsubscribe = () => {};
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new Error(`waited for ${what}: ${JSON.stringify(store.snapshot).slice(0, 1500)}`));
    }, 10_000);
    const look = (state: Readonly<S>) => {
      if (!holds(state)) return;
      clearTimeout(timer);
      unsubscribe();
      resolve(state);
    };
    unsubscribe = store.subscribe(look);
    look(store.snapshot);
  });
}
