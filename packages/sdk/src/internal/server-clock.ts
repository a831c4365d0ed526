/** The gateway's time as far as it is known. It never goes back while the page lives, whatever is done to the PC's clock. */
export interface ServerClock {
  /** Epoch ms. */
  now(): number;
  /** The gateway said what time it is. */
  sync(theirs: number): void;
  /** A time that was known before this page: not earlier than that. */
  raise(floor: number): void;
}

/**
 * Makes the clock. Two clocks of the PC tell how long ago the gateway spoke: the one that is set stands still never, the steady one
 * stands still while the PC sleeps. Whichever says more is believed: access ends too early rather than too late.
 */
export function createServerClock(): ServerClock {
  let said: { theirs: number; wall: number; steady: number } | undefined;
  let floor = 0;
  const steady = () => globalThis.performance.now();
  return {
    now() {
      const wall = Date.now();
      const now = said ? said.theirs + Math.max(wall - said.wall, steady() - said.steady) : wall;
      // Until the gateway spoke the PC's own clock is a guess that must be able to be corrected.
      if (!said) return Math.max(now, floor);
      return (floor = Math.max(now, floor));
    },
    sync(theirs) {
      said = { theirs, wall: Date.now(), steady: steady() };
      floor = theirs;
    },
    raise(known) {
      if (!said) floor = Math.max(floor, known);
    },
  };
}
