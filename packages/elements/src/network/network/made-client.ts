import type { Diemcau, DiemcauOptions } from '@diemcau/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { movedGrace } from '../../internal/owned-store.js';

/** Options of the client, and a key that changes when another client is wanted. */
export interface WantedClient {
  key: string;
  options: DiemcauOptions;
}

/** Makes the client when it is first wanted, connects it, and closes it when its element is gone for good. */
export class MadeClient implements ReactiveController {
  client?: Diemcau;
  #key = '';
  #leaving?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly host: ReactiveControllerHost & { isConnected: boolean },
    private readonly wanted: () => WantedClient | undefined,
    private readonly failed: (cause: unknown) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    clearTimeout(this.#leaving);
    // Back after its client was closed: nothing else would ask for an update, and so for a new one.
    if (this.#key === '') this.host.requestUpdate();
  }

  hostUpdated(): void {
    const wanted = this.host.isConnected ? this.wanted() : undefined;
    const key = wanted?.key ?? '';
    if (key === this.#key) return;
    this.#close();
    this.#key = key;
    if (wanted) void this.#make(wanted);
  }

  hostDisconnected(): void {
    // After the stores of the elements inside, which wait as long for their own return.
    this.#leaving = setTimeout(() => this.#close(), movedGrace + 50);
  }

  async #make({ key, options }: WantedClient): Promise<void> {
    try {
      const { createDiemcau } = await import('@diemcau/sdk');
      if (key !== this.#key) return;
      const client = (this.client = createDiemcau(options));
      this.host.requestUpdate();
      // The store's state tells of a failure; nothing waits for this promise.
      await client.network.connect().catch(() => undefined);
    } catch (cause) {
      if (key === this.#key) this.failed(cause);
    }
  }

  #close(): void {
    this.#key = '';
    const { client } = this;
    this.client = undefined;
    if (!client) return;
    this.host.requestUpdate();
    void client.close();
  }
}
