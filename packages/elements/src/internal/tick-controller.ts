import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Renders its host every `period` ms while `wanted` says so: for clocks and countdowns, never for state. */
export class TickController implements ReactiveController {
  #timer?: ReturnType<typeof setInterval>;

  constructor(
    private readonly host: ReactiveControllerHost & { isConnected?: boolean },
    private readonly period: number,
    private readonly wanted: () => boolean,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.wanted() && this.host.isConnected !== false)
      this.#timer ??= setInterval(() => this.host.requestUpdate(), this.period);
    else this.#stop();
  }

  hostDisconnected(): void {
    this.#stop();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
