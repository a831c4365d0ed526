import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Below this width the talk is a tab instead of a second pane, in px. */
export const twoPanes = 860;

/** Knows whether there is room for two panes, and how tall the pinned ribbon is. */
export class SizeController implements ReactiveController {
  narrow = false;
  #pinned?: Element;
  #frame = 0;
  // In the next frame: what is set here changes the sizes that are observed.
  readonly #observer = new ResizeObserver(() => (this.#frame ||= requestAnimationFrame(() => this.#measure())));

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.host);
  }

  hostUpdated(): void {
    const pinned = this.host.shadowRoot?.querySelector('.pinned') ?? undefined;
    if (pinned === this.#pinned) return;
    if (this.#pinned) this.#observer.unobserve(this.#pinned);
    this.#pinned = pinned;
    if (pinned) this.#observer.observe(pinned);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#pinned = undefined;
  }

  #measure(): void {
    this.#frame = 0;
    const { host } = this;
    host.style.setProperty('--_pinned', `${Math.round(this.#pinned?.getBoundingClientRect().height ?? 0)}px`);
    const narrow = host.clientWidth > 0 && host.clientWidth < twoPanes;
    if (narrow === this.narrow) return;
    this.narrow = narrow;
    host.requestUpdate();
  }
}
