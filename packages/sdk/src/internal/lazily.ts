/** Brings something once, when first asked; what could not be brought is tried again by the next who asks. */
export interface Lazily<T> {
  (): Promise<T>;
  /** What was brought so far. */
  readonly own: T | undefined;
}

/** Makes it; nothing is brought yet. */
export function lazily<T>(bring: () => Promise<T>): Lazily<T> {
  let own: T | undefined;
  let loading: Promise<T> | undefined;
  const ask = () =>
    (loading ??= bring().then(
      (made) => (own = made),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    ));
  return Object.defineProperty(ask, 'own', { get: () => own }) as Lazily<T>;
}
