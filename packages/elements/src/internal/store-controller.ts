import type { Store } from '@diemcau/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Change<State> = (now: Readonly<State>, was: Readonly<State>) => void;

/** Renders its host at each snapshot of a store, and tells of changes so that facts can be announced. */
export class StoreController<State> implements ReactiveController {
  readonly #host: ReactiveControllerHost & { isConnected?: boolean };
  readonly #find: () => Store<State> | undefined;
  readonly #changed?: Change<State>;
  #store?: Store<State>;
  #seen?: Readonly<State>;
  #unsubscribe?: () => void;

  constructor(host: ReactiveControllerHost, find: () => Store<State> | undefined, changed?: Change<State>) {
    this.#host = host;
    this.#find = find;
    this.#changed = changed;
    host.addController(this);
  }

  /** The present snapshot; undefined while there is no store. */
  get state(): Readonly<State> | undefined {
    return this.#find()?.snapshot;
  }

  hostConnected(): void {
    this.#follow();
  }

  hostUpdate(): void {
    if (this.#host.isConnected !== false) this.#follow();
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #follow(): void {
    const store = this.#find();
    if (store === this.#store && this.#unsubscribe) return;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    const moved = store !== undefined && store === this.#store;
    this.#store = store;
    if (!store) return;
    this.#unsubscribe = store.subscribe((now, was) => this.#take(now, was));
    // What happened while the element was being moved is told now.
    if (moved && this.#seen && this.#seen !== store.snapshot) this.#take(store.snapshot, this.#seen);
    this.#seen = store.snapshot;
  }

  #take(now: Readonly<State>, was: Readonly<State>): void {
    this.#seen = now;
    this.#host.requestUpdate();
    this.#changed?.(now, was);
  }
}
