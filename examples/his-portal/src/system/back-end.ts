import type { InventedDoctor } from '@diemcau/testing/people';
import type { PortalStore } from '../portal/portal-store.js';
import { publishDuty } from './duty-roster.js';
import { fetchMinutes } from './minutes-inbox.js';
import { submitSealed } from './sealed-items.js';
import type { SystemClient } from './system-client.js';

/** The part of the HIS that works without anybody looking: duty roster, sealed items, signed minutes. */
export class BackEnd {
  readonly #stop = new AbortController();
  #onDutySaid = false;
  #round: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly options: {
      client: SystemClient;
      store: PortalStore;
      doctors: readonly InventedDoctor[];
      networkKey: string;
      everyMs: number;
      log: (line: string) => void;
    },
  ) {}

  start() {
    const again = () => {
      void this.poll().finally(() => {
        if (!this.#stop.signal.aborted) this.#timer = setTimeout(again, this.options.everyMs);
      });
    };
    again();
  }

  /** One round now; a failed round is told and tried again at the next. */
  poll(): Promise<void> {
    this.#round = this.#round.then(() => this.#once());
    return this.#round;
  }

  async #once() {
    const { client, store, doctors, networkKey, log } = this.options;
    const { signal } = this.#stop;
    if (signal.aborted) return;
    try {
      if (!this.#onDutySaid) await publishDuty(client, doctors, signal);
      this.#onDutySaid = true;
      const sent = await submitSealed(client, signal);
      if (sent > 0) log(`${client.options.siteId}: ${sent} sealed items sent`);
      for (const minutes of await fetchMinutes(client, store, networkKey, signal))
        log(
          `${client.options.siteId}: minutes ${minutes.documentId} ${minutes.refused ? `refused (${minutes.refused})` : 'verified'}`,
        );
    } catch (error) {
      if (!signal.aborted) log(`${client.options.siteId}: ${(error as Error).message}`);
    }
  }

  async stop() {
    clearTimeout(this.#timer);
    this.#stop.abort();
    await this.#round;
  }
}
