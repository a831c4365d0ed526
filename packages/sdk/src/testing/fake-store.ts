import { createStore } from '../internal/create-store.js';
import type { Store } from '../internal/store.types.js';

/** A verb that was called, with its arguments; a call's `signal` is left out. */
export type FakeRequest = [verb: string, ...args: unknown[]];

/** What a test holds in its hand beside the store itself. */
export interface FakeControls<State> {
  /** Plays the owner: publishes a frozen snapshot. */
  publish(patch: Partial<State>): void;
  /** Every verb that was called, in order. */
  readonly requests: FakeRequest[];
  /** How often `release` was called. */
  readonly released: number;
  /** Readers that are subscribed now. */
  readonly listeners: number;
  /** What a verb answers from now on: a value, a promise of it, or an `Error` to reject with. */
  answer(verb: string, answer: unknown): void;
}

type Verbs = Record<string, unknown>;

/** Makes the fake of one store: each verb is recorded and answers its default, until `answer` says otherwise. */
export function fakeStore<S extends Store<State>, State extends object>(
  initial: State,
  verbs: Verbs,
  extras: Partial<S> = {},
): S & FakeControls<State> {
  const store = createStore(initial);
  const answers: Verbs = { ...verbs };
  const requests: FakeRequest[] = [];
  let released = 0;
  const methods = Object.fromEntries(
    Object.keys(verbs).map((verb) => [
      verb,
      (...args: unknown[]) => {
        requests.push([verb, ...withoutCall(args)]);
        const answer = answers[verb];
        if (verb in synchronous) return answer;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    ]),
  );
  const fake = {
    subscribe: store.subscribe,
    publish: store.publish,
    requests,
    answer: (verb: string, answer: unknown) => void (answers[verb] = answer),
    release: () => void released++,
    ...methods,
    ...extras,
  };
  Object.defineProperties(fake, {
    snapshot: { get: () => store.snapshot, enumerable: true },
    released: { get: () => released, enumerable: true },
    listeners: { get: () => store.listeners, enumerable: true },
  });
  return fake as unknown as S & FakeControls<State>;
}

/** Verbs that answer at once, not by a promise. */
const synchronous = {
  update: true,
  point: true,
  chooseQuality: true,
  excerpt: true,
  stream: true,
  siteName: true,
  accessed: true,
};

function withoutCall(args: unknown[]): unknown[] {
  const last = args.at(-1);
  if (last === undefined && args.length > 0) return withoutCall(args.slice(0, -1));
  if (typeof last !== 'object' || last === null || !('signal' in last)) return args;
  const { signal: _, ...rest } = last as { signal?: unknown };
  return Object.keys(rest).length > 0 ? [...args.slice(0, -1), rest] : args.slice(0, -1);
}
