/** Saves the newest value, one write at a time; values that were overtaken are not written. */
export interface Autosave<T> {
  save(value: T): void;
  /** Resolves when nothing waits to be written. */
  settled(): Promise<void>;
  dispose(): void;
}

/** Makes an autosave; `write` tells its own outcome and must not reject. */
export function createAutosave<T>(write: (value: T) => Promise<void>): Autosave<T> {
  let waiting: { value: T } | undefined;
  let running: Promise<void> | undefined;
  async function drain() {
    while (waiting) {
      const { value } = waiting;
      waiting = undefined;
      await write(value);
    }
    running = undefined;
  }
  return {
    save(value) {
      waiting = { value };
      running ??= drain();
    },
    settled: () => running ?? Promise.resolve(),
    dispose: () => void (waiting = undefined),
  };
}
