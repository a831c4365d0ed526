import { DiemcauError } from '@diemcau/protocol';
import { createStore } from './create-store.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place where verbs of any kind are passed on
type Verb = (...args: any[]) => unknown;
/** A store that can be brought later. */
interface Brought {
  readonly snapshot: { readonly status: string };
  subscribe(listener: () => void): () => void;
  release(): void;
  dispose(): void;
}
type Verbs<T> = Exclude<keyof T, keyof Brought> & string;

/**
 * Stands in for a store until its code is there: begins with `initial`, then shows what the store shows, at once and in
 * the same order. `asks` are verbs that answer by a promise, `tells` those that answer nothing; called too early, both
 * are called as soon as they can be. Code that cannot be brought is `failed`, and tried again by the next verb.
 */
export function createLazyStore<
  T extends Brought,
  Asks extends Verbs<T>,
  Tells extends Exclude<Verbs<T>, Asks> = never,
>(
  initial: NoInfer<T['snapshot']>,
  bring: () => Promise<T>,
  asks: readonly Asks[],
  tells: readonly Tells[] = [],
): Pick<T, keyof Brought | Asks | Tells> {
  type State = { status: string; error?: DiemcauError };
  const store = createStore<State>(initial);
  let own: T | undefined;
  let loading: Promise<T> | undefined;
  let disposed = false;
  let unsubscribe = () => {};

  /** Members that the snapshot lacks: what was there before must not stay. */
  function show(now: Readonly<State>) {
    const gone = Object.keys(store.snapshot).filter((key) => !(key in now));
    store.publish({ ...Object.fromEntries(gone.map((key) => [key, undefined])), ...now });
  }

  function load(): Promise<T> {
    return (loading ??= bring().then(
      (made) => {
        own = made;
        if (disposed) made.dispose();
        else {
          unsubscribe = made.subscribe(() => show(made.snapshot));
          show(made.snapshot);
        }
        return made;
      },
      (cause: unknown) => {
        loading = undefined;
        const error = new DiemcauError('network/unreachable', { cause });
        store.publish({ status: 'failed', error });
        throw error;
      },
    ));
  }
  load().catch(() => undefined);

  const call = (made: T, name: Asks | Tells, args: unknown[]) => (made[name] as unknown as Verb)(...args);
  const early = (name: Asks | Tells, args: unknown[]) => load().then((made) => call(made, name, args));
  const verbs: Record<string, Verb> = {};
  for (const name of asks) verbs[name] = (...args) => (own ? call(own, name, args) : early(name, args));
  for (const name of tells)
    verbs[name] = (...args) => {
      if (own) call(own, name, args);
      else void early(name, args).catch(() => undefined);
    };

  const made = {
    ...verbs,
    get snapshot() {
      return store.snapshot;
    },
    subscribe: store.subscribe,
    release: () => undefined,
    dispose() {
      disposed = true;
      own?.dispose();
      unsubscribe();
    },
  };
  return made as unknown as Pick<T, keyof Brought | Asks | Tells>;
}
