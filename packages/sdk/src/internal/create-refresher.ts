import { DiemcauError } from '@diemcau/protocol';
import { abortable } from './abortable.js';
import type { Call } from './store.types.js';

/** Reads something again, one reading at a time; what is asked meanwhile is answered by exactly one more. */
export interface Refresher {
  refresh(call?: Call): Promise<void>;
  /** As `refresh`, for who does not wait: the reader's state tells of the failure. */
  poke(): void;
  dispose(): void;
}

/** Makes a refresher of a reading, which gets the signal of its end. */
export function createRefresher(read: (call: { signal: AbortSignal }) => Promise<void>): Refresher {
  const ending = new AbortController();
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function run(): Promise<void> {
    if (ending.signal.aborted) return Promise.reject(new DiemcauError('network/aborted'));
    return (running = read(ending).finally(() => (running = undefined)));
  }
  function refresh(): Promise<void> {
    if (!running) return run();
    return (next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return run();
      }));
  }
  return {
    refresh: ({ signal } = {}) => abortable(refresh(), signal),
    poke: () => void refresh().catch(() => undefined),
    dispose: () => ending.abort(),
  };
}
