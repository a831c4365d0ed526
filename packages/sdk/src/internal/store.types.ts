/** A store: its owner publishes frozen snapshots, its readers subscribe. */
export interface Store<State> {
  readonly snapshot: Readonly<State>;
  /** Called after each change; answers the unsubscriber. */
  subscribe(listener: (now: Readonly<State>, was: Readonly<State>) => void): () => void;
}

/** A store that is shared by reference counting: two elements of one case get the same one. */
export interface Shared {
  /** Gives up this holder's share; what is left behind after the last one: nothing. Idempotent. */
  release(): void;
}

/** Options of every call. */
export interface Call {
  signal?: AbortSignal;
}

/** `done`: the owner of the truth confirmed. `queued`: kept on this device, encrypted, not sent yet. */
export type CommandResult<T = undefined> = { status: 'done'; value: T } | { status: 'queued' };
