/** Timers as a port, so that tests can drive time. */
export interface Timers {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Runs once after `ms`; the returned function cancels. */
  after(ms: number, action: () => void): () => void;
  /** Runs every `ms` until the returned function is called. */
  every(ms: number, action: () => void): () => void;
}

/** The browser's own timers. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after(ms, action) {
    const id = setTimeout(action, ms);
    return () => clearTimeout(id);
  },
  every(ms, action) {
    const id = setInterval(action, ms);
    return () => clearInterval(id);
  },
};
