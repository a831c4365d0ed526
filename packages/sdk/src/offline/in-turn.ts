const chains = new Map<string, Promise<unknown>>();

/** Runs work alone under a name, among all tabs of the origin; where the browser has no locks, within this page. */
export function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { locks } = (globalThis.navigator ?? {}) as { locks?: LockManager };
  if (locks) return locks.request(name, work) as Promise<T>;
  const before = chains.get(name) ?? Promise.resolve();
  const now = before.then(work, work);
  chains.set(name, now);
  void now.catch(() => undefined).finally(() => chains.get(name) === now && chains.delete(name));
  return now;
}
