import { adoptStyles, type LitElement, type ReactiveController } from 'lit';

const repeated = 40;
/** Milliseconds between looks whether it can still be seen, and between two repairs. */
const lookEvery = 2_000;
const repairEvery = 200;

/**
 * Who is reading, where and when, lightly over the whole view; neither read aloud nor in the way of the pointer. Taken away, emptied
 * or hidden, it is made anew. It keeps nobody from photographing the screen; it says whose screen that was.
 */
export class WatermarkController implements ReactiveController {
  readonly #host: LitElement;
  readonly #text: () => string | undefined;
  readonly #tampered = new MutationObserver(() => this.#repairSoon());
  #shown?: string;
  #node?: HTMLElement;
  #timer?: ReturnType<typeof setInterval>;
  #repair?: ReturnType<typeof setTimeout>;

  constructor(host: LitElement, text: () => string | undefined) {
    this.#host = host;
    this.#text = text;
    host.addController(this);
  }

  hostUpdated(): void {
    const text = this.#text();
    if (text !== this.#shown) {
      this.#shown = text;
      this.#make();
    }
  }

  hostDisconnected(): void {
    this.#shown = undefined;
    this.#make();
  }

  #make(): void {
    this.#tampered.disconnect();
    clearInterval(this.#timer);
    clearTimeout(this.#repair);
    this.#repair = undefined;
    this.#node?.remove();
    this.#node = undefined;
    const root = this.#host.renderRoot as ShadowRoot;
    if (this.#shown === undefined || !root) return;
    this.#node = markOf(this.#shown);
    // Before what Lit renders, which never touches it there.
    root.prepend(this.#node);
    this.#tampered.observe(root, { childList: true });
    this.#tampered.observe(this.#node, { attributes: true, childList: true, characterData: true, subtree: true });
    this.#timer = setInterval(() => this.#isSeen() || this.#repairSoon(), lookEvery);
  }

  #repairSoon(): void {
    if (this.#repair !== undefined || this.#isWhole()) return;
    this.#repair = setTimeout(() => {
      const { renderRoot, constructor } = this.#host;
      if (!this.#isSeen()) adoptStyles(renderRoot as ShadowRoot, (constructor as typeof LitElement).elementStyles);
      this.#make();
    }, repairEvery);
  }

  #isWhole(): boolean {
    return (
      this.#node?.parentNode === this.#host.renderRoot && this.#node.isEqualNode(markOf(this.#shown!)) && this.#isSeen()
    );
  }

  #isSeen(): boolean {
    if (!this.#node?.isConnected) return false;
    const style = getComputedStyle(this.#node);
    // Without our sheets it would stand in the way and be read instead of the record.
    return (
      style.position === 'sticky' && style.display !== 'none' && style.visibility === 'visible' && style.opacity === '1'
    );
  }
}

function markOf(text: string): HTMLElement {
  const mark = document.createElement('div');
  mark.className = 'watermark';
  mark.setAttribute('part', 'watermark');
  mark.setAttribute('aria-hidden', 'true');
  const lines = mark.appendChild(document.createElement('div'));
  for (let n = 0; n < repeated; n++) lines.appendChild(document.createElement('span')).textContent = text;
  return mark;
}
