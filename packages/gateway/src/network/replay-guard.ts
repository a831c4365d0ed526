import type { Clock } from '../internal/clock.js';

/** Most proofs remembered; beyond it new ones are refused rather than old ones forgotten. */
const capacity = 500_000;

/** Remembers each proof's `jti` for as long as its nonce could be fresh. */
export function createReplayGuard(clock: Clock, memory: number) {
  let older = new Set<string>();
  let newer = new Set<string>();
  let turnedAt = clock();
  return {
    /** Whether it is the first time; remembers it. */
    isFirst(key: string, jti: string): boolean {
      if (clock() - turnedAt > memory) {
        older = newer;
        newer = new Set();
        turnedAt = clock();
      }
      const name = `${key} ${jti}`;
      if (newer.has(name) || older.has(name) || newer.size >= capacity) return false;
      newer.add(name);
      return true;
    },
  };
}
