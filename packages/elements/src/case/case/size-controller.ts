import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Below this width the talk is a tab instead of a second pane, in px. */
export const twoPanes = 860;

/** Windows up to this height (a desk's screen at 200 % zoom) pin who the patient is and nothing else. */
const lowWindow = '(max-height: 540px)';

/** Knows whether there is room for two panes, and how tall the pinned ribbon is. */
export class SizeController implements ReactiveController {
  narrow = false;
  readonly #low = matchMedia(lowWindow);
  #pinned?: Element;
  #frame = 0;
  // In the next frame: what is set here changes the sizes that are observed.
  readonly #observer = new ResizeObserver(() => (this.#frame ||= requestAnimationFrame(() => this.#measure())));

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  /** Whether the ribbon must be short: a phone, or a low window. */
  get brief(): boolean {
    return this.narrow || this.#low.matches;
  }

  readonly #turn = () => this.host.requestUpdate();

  hostConnected(): void {
    this.#observer.observe(this.host);
    this.#low.addEventListener('change', this.#turn);
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
    this.#low.removeEventListener('change', this.#turn);
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
