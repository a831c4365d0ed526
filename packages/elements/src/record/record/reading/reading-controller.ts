import type { ReactiveController } from 'lit';
import type * as Parts from './parts/parts.js';
import type { Of, Reading, ReadingHost } from './parts/reading.js';

/** Brings search, filters, timeline, drugs and keys as soon as a record was read; until then there is nothing to find. */
export class ReadingController implements ReactiveController {
  /** What was brought, and how to show it. */
  now?: { reading: Reading; parts: typeof Parts };
  readonly #host: ReadingHost;
  readonly #of: Of;
  #loading?: Promise<void>;

  constructor(host: ReadingHost, of: Of) {
    this.#host = host;
    this.#of = of;
    host.addController(this);
  }

  hostUpdate(): void {
    this.now?.reading.update();
    if (this.#of.state()?.total) void (this.#loading ??= this.#load());
  }

  hostDisconnected(): void {
    this.now?.reading.stop();
  }

  async #load(): Promise<void> {
    const parts = await import('./parts/parts.js').catch(() => undefined);
    // Tried again with the next change: a record can be read without.
    if (!parts) return void (this.#loading = undefined);
    const reading = new parts.Reading(this.#host, this.#of);
    this.now = { reading, parts };
    this.#host.requestUpdate();
  }
}
