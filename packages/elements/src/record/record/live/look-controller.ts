import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A place in the record, by ids alone. */
export interface Look {
  section: string;
  entryKey?: string;
}

interface Options {
  /** Tells the others where this reader looks. */
  tell(look: Look): void;
}

type Host = ReactiveControllerHost & HTMLElement & { renderRoot: HTMLElement | DocumentFragment };

/** Keys that move the view: who presses one reads for himself. */
const movingKeys = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End']);

/**
 * Where each one looks: shares this reader's place while sharing is on, and follows another's until the reader moves the view.
 * Who reads for himself is not pulled away; one press follows again.
 */
export class LookController implements ReactiveController {
  /** Whether the others see where this reader looks. */
  sharing = false;
  #free = false;

  readonly #host: Host;
  readonly #tell: Options['tell'];
  #waiting = false;
  #told = '';

  constructor(host: Host, { tell }: Options) {
    this.#host = host;
    this.#tell = tell;
    host.addController(this);
  }

  /** Whether the view goes where the others look. Who leads is not led: two would pull each other about. */
  get following(): boolean {
    return !this.#free && !this.sharing;
  }

  hostConnected(): void {
    this.#host.addEventListener('wheel', this.#roam, { passive: true });
    this.#host.addEventListener('touchmove', this.#roam, { passive: true });
    this.#host.addEventListener('keydown', this.#roam);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('wheel', this.#roam);
    this.#host.removeEventListener('touchmove', this.#roam);
    this.#host.removeEventListener('keydown', this.#roam);
    this.share(false);
  }

  /** Shares or stops sharing; at once with the place that is in view. */
  share(on: boolean): void {
    if (on === this.sharing) return;
    this.sharing = on;
    this.#told = '';
    // Captured on the window: the scroller is the host page's, wherever it is.
    if (on) {
      window.addEventListener('scroll', this.#moved, { capture: true, passive: true });
      this.#host.addEventListener('focusin', this.#focused);
      this.#moved();
    } else {
      window.removeEventListener('scroll', this.#moved, { capture: true });
      this.#host.removeEventListener('focusin', this.#focused);
    }
    this.#host.requestUpdate();
  }

  /** Follows again, or no longer. */
  follow(on: boolean): void {
    this.#free = !on;
    if (on) this.share(false);
    this.#host.requestUpdate();
  }

  readonly #roam = (event: Event) => {
    const typing = (event.composedPath()[0] as Element).closest?.('input, textarea, select');
    if (!this.following || (event instanceof KeyboardEvent && (typing || !movingKeys.has(event.key)))) return;
    this.follow(false);
  };

  readonly #moved = () => {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      const look = this.sharing && this.#host.isConnected && topmost(this.#host);
      if (look) this.#say(look);
    });
  };

  readonly #focused = (event: FocusEvent) => {
    const look = lookOf(event.composedPath()[0] as Element);
    if (look) this.#say(look);
  };

  /** What is in view shows something else, e.g. another time. */
  again(): void {
    if (!this.sharing) return;
    this.#told = '';
    this.#moved();
  }

  #say(look: Look): void {
    const text = `${look.section}\n${look.entryKey ?? ''}`;
    if (text === this.#told) return;
    this.#told = text;
    this.#tell(look);
  }
}

/** The place that a part of the view belongs to. */
function lookOf(element: Element | null): Look | undefined {
  const section = element?.closest('.section')?.id;
  if (!section) return undefined;
  const entryKey = element!.closest<HTMLElement>('[data-key]')?.dataset['key'];
  return entryKey ? { section, entryKey } : { section };
}

/** What stands at the upper third of the part of the record that is on screen. */
function topmost({ renderRoot }: Host): Look | undefined {
  const root = renderRoot as ShadowRoot;
  const sections = root.querySelector('.sections')?.getBoundingClientRect();
  if (!sections || sections.width === 0) return undefined;
  const top = Math.max(sections.top, 0);
  const bottom = Math.min(sections.bottom, innerHeight);
  if (bottom <= top) return undefined;
  const y = top + (bottom - top) / 3;
  return lookOf(root.elementFromPoint(sections.left + sections.width / 2, y));
}
