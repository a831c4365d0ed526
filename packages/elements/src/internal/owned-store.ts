import type { Diemcau, Shared, Store } from '@diemcau/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long a removed element keeps its store, in ms: moving it in the DOM must not end a call. */
export const movedGrace = 250;

interface Options<S> {
  /** A store given by the host or a test; used as it is and never released. */
  given: () => S | undefined;
  /** What the store is of (case id, direction …); another value means another store. */
  key: () => string | undefined;
  client: () => Diemcau | undefined;
  /** Takes a share; called with a key that is not empty. */
  open: (client: Diemcau, key: string) => S;
}

/** Holds one share of a store while its host is connected, and gives it up after the grace. */
export class OwnedStore<S extends Store<unknown> & Shared> implements ReactiveController {
  readonly #options: Options<S>;
  #own?: { store: S; key: string; client: Diemcau };
  #leaving?: ReturnType<typeof setTimeout>;
  readonly #host: ReactiveControllerHost & { isConnected?: boolean };

  constructor(host: ReactiveControllerHost, options: Options<S>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** The store to render. */
  get store(): S | undefined {
    return this.#options.given() ?? this.#own?.store;
  }

  hostConnected(): void {
    clearTimeout(this.#leaving);
    this.#acquire();
  }

  hostUpdate(): void {
    if (this.#host.isConnected !== false) this.#acquire();
  }

  hostDisconnected(): void {
    this.#leaving = setTimeout(() => this.#release(), movedGrace);
  }

  #acquire(): void {
    const { given, key, client, open } = this.#options;
    const wanted = given() ? undefined : key();
    const by = client();
    if (this.#own?.key === wanted && this.#own?.client === by) return;
    this.#release();
    if (wanted && by) this.#own = { store: open(by, wanted), key: wanted, client: by };
  }

  #release(): void {
    this.#own?.store.release();
    this.#own = undefined;
  }
}
