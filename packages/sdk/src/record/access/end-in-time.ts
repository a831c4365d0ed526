import type { Store } from '../../internal/store.types.js';
import type { RecordStoreState } from '../record.types.js';

/** Milliseconds between looks at the clock: a PC that wakes sees within one of them that the time is over. */
const every = 2_000;

/** Closes what is open when its time is over, without waiting for the gateway to say so. @returns stops looking */
export function endInTime(store: Store<RecordStoreState>, now: () => number, end: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let endsAt = Infinity;

  function look() {
    clearTimeout(timer);
    if (endsAt === Infinity) return;
    const left = endsAt - now();
    if (left <= 0) end();
    else timer = setTimeout(look, Math.min(left, every));
  }
  const unsubscribe = store.subscribe(({ share, offline }) => {
    const until = [share?.endsAt, offline?.state === 'shown' ? offline.until : undefined];
    const next = Math.min(...until.map((one) => Date.parse(one ?? '')).filter((one) => !Number.isNaN(one)), Infinity);
    if (next === endsAt) return;
    endsAt = next;
    look();
  });
  // Timers stand still in sleep, and are slow in a page that is not seen.
  globalThis.document?.addEventListener('visibilitychange', look);
  globalThis.document?.addEventListener('resume', look);
  globalThis.addEventListener?.('pageshow', look);
  globalThis.addEventListener?.('focus', look);
  return () => {
    clearTimeout(timer);
    unsubscribe();
    globalThis.document?.removeEventListener('visibilitychange', look);
    globalThis.document?.removeEventListener('resume', look);
    globalThis.removeEventListener?.('pageshow', look);
    globalThis.removeEventListener?.('focus', look);
  };
}
