import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Height of what is pinned, for whatever must not come to lie under it; and whether it is stuck, and then shorter. */
export class PinnedController implements ReactiveController {
  /** The record was scrolled under what is pinned. */
  compact = false;
  readonly #host: ReactiveControllerHost & HTMLElement & { renderRoot: ParentNode };
  #pinned?: HTMLElement;
  #shift = 0;
  readonly #sizes = new ResizeObserver(() => this.#measure());

  constructor(host: ReactiveControllerHost & HTMLElement & { renderRoot: ParentNode }) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Scrolling does not bubble: caught on its way down, whichever ancestor scrolls.
    addEventListener('scroll', this.#scrolled, { capture: true, passive: true });
  }

  hostDisconnected(): void {
    removeEventListener('scroll', this.#scrolled, { capture: true });
    this.#sizes.disconnect();
    this.#pinned = undefined;
  }

  hostUpdated(): void {
    const pinned = this.#host.renderRoot.querySelector<HTMLElement>('.pinned') ?? undefined;
    if (pinned === this.#pinned) return;
    this.#sizes.disconnect();
    this.#pinned = pinned;
    if (pinned) this.#sizes.observe(pinned);
  }

  #measure(): void {
    const height = this.#pinned?.offsetHeight ?? 0;
    this.#host.style.setProperty('--_banner', `${height}px`);
  }

  /**
   * Where an ancestor clips (`overflow: hidden`) or its scroller is itself scrolled out of sight, `sticky` holds nothing: it is held by
   * hand then.
   */
  #hold(pinned: HTMLElement): void {
    const { top, height } = pinned.getBoundingClientRect();
    const natural = top - this.#shift;
    const wanted = Number.parseFloat(getComputedStyle(pinned).insetBlockStart) || 0;
    const room = this.#host.getBoundingClientRect().bottom - height - natural;
    const shift = natural < wanted - 1 ? Math.max(0, Math.min(wanted - natural, room)) : 0;
    if (shift === this.#shift) return;
    this.#shift = shift;
    pinned.style.transform = shift ? `translateY(${shift}px)` : '';
  }

  readonly #scrolled = (event: Event): void => {
    const pinned = this.#pinned;
    if (!pinned || !(event.target as Node).contains?.(this.#host)) return;
    this.#hold(pinned);
    const gone = pinned.getBoundingClientRect().top - this.#host.getBoundingClientRect().top;
    // Between the two marks nothing changes: what grows shorter must not scroll itself back.
    const compact = this.compact ? gone > 8 : gone > 120;
    if (compact === this.compact) return;
    this.compact = compact;
    this.#host.requestUpdate();
  };
}
