import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds that a section is to be in sight before it counts as opened: what is scrolled past was not. */
const looked = 1_000;
/** Part of a section in sight, or of the window that it fills. */
const enough = 0.5;

/** Sees which sections somebody really had before their eyes. */
export class AccessController implements ReactiveController {
  readonly #host: ReactiveControllerHost & { renderRoot: DocumentFragment | HTMLElement };
  readonly #tell: (sections: string[]) => void;
  readonly #timers = new Map<Element, ReturnType<typeof setTimeout>>();
  #watched = new Set<Element>();
  #observer?: IntersectionObserver;

  constructor(
    host: ReactiveControllerHost & { renderRoot: DocumentFragment | HTMLElement },
    tell: (sections: string[]) => void,
  ) {
    this.#host = host;
    this.#tell = tell;
    host.addController(this);
  }

  hostUpdated(): void {
    const sections = new Set(this.#host.renderRoot.querySelectorAll('.section[id]'));
    for (const gone of this.#watched) if (!sections.has(gone)) this.#leave(gone);
    for (const section of sections) if (!this.#watched.has(section)) this.#observe(section);
    this.#watched = sections;
  }

  hostDisconnected(): void {
    for (const section of this.#watched) this.#leave(section);
    this.#watched = new Set();
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  #observe(section: Element): void {
    this.#observer ??= new IntersectionObserver((seen) => seen.forEach((one) => this.#seen(one)), {
      threshold: [0, 0.1, 0.25, enough],
    });
    this.#observer.observe(section);
  }

  #leave(section: Element): void {
    this.#observer?.unobserve(section);
    this.#forget(section);
  }

  #forget(section: Element): void {
    clearTimeout(this.#timers.get(section));
    this.#timers.delete(section);
  }

  #seen({ target, isIntersecting, intersectionRatio, intersectionRect, rootBounds }: IntersectionObserverEntry): void {
    const fills = rootBounds ? intersectionRect.height / rootBounds.height : 0;
    if (!isIntersecting || (intersectionRatio < enough && fills < enough)) return this.#forget(target);
    if (this.#timers.has(target)) return;
    const opened = () => {
      this.#timers.delete(target);
      // Left standing in a tab that nobody looks at: once they do, it is scrolled or rendered again.
      if (document.visibilityState === 'visible') this.#tell([target.id]);
    };
    this.#timers.set(target, setTimeout(opened, looked));
  }
}
