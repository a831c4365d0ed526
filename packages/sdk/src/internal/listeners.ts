/** A set of listeners that one owner calls. */
export interface Listeners<A extends unknown[]> {
  add(listener: (...args: A) => void): () => void;
  call(...args: A): void;
  clear(): void;
}

/** Makes a set of listeners; one that throws does not keep the others from hearing. */
export function createListeners<A extends unknown[]>(): Listeners<A> {
  const set = new Set<(...args: A) => void>();
  return {
    add(listener) {
      const own = (...args: A) => listener(...args);
      set.add(own);
      return () => void set.delete(own);
    },
    call(...args) {
      for (const listener of [...set]) {
        try {
          listener(...args);
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
    clear: () => set.clear(),
  };
}
