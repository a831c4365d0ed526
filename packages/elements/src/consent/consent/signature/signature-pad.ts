import type SignaturePad from 'signature_pad';
import type { PointGroup } from 'signature_pad';
import type { LitElement, ReactiveController } from 'lit';

/** A drawing of a signature on a canvas: evidence, not a digital signature. The drawing engine is loaded when first used. */
export class DrawnSignature implements ReactiveController {
  #pad?: SignaturePad;
  #canvas?: HTMLCanvasElement;
  /** Kept while the canvas is away for the review. */
  #strokes: PointGroup[] = [];

  /** Follows the pen on the host's canvas, whenever it shows one; `onChange` after each stroke. */
  constructor(
    private readonly host: LitElement,
    private readonly onChange: () => void,
  ) {
    host.addController(this);
  }

  /** Moved in the document: the canvas is there, and nothing else asks for a look at it. */
  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    void this.#attach(this.host.renderRoot.querySelector('canvas') ?? undefined);
  }

  hostDisconnected(): void {
    void this.#attach(undefined);
  }

  async #attach(canvas: HTMLCanvasElement | undefined): Promise<void> {
    if (canvas === this.#canvas) return;
    if (this.#pad) this.#strokes = this.#pad.toData();
    this.#pad?.off();
    this.#pad = undefined;
    this.#canvas = canvas;
    if (!canvas) return;
    const { default: Pad } = await import('signature_pad');
    if (this.#canvas !== canvas) return;
    fit(canvas);
    this.#pad = new Pad(canvas, { penColor: '#101820', backgroundColor: '#ffffff', minWidth: 0.8, maxWidth: 2.6 });
    if (this.#strokes.length) this.#pad.fromData(this.#strokes);
    this.#pad.addEventListener('endStroke', this.onChange);
  }

  get isEmpty(): boolean {
    return this.#pad?.isEmpty() ?? true;
  }

  clear(): void {
    this.#strokes = [];
    this.#pad?.clear();
  }

  /** PNG bytes of the drawing. */
  async png(): Promise<Uint8Array | undefined> {
    const canvas = this.#canvas;
    if (!canvas || this.isEmpty) return undefined;
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
  }
}

/** As many pixels as the screen has, at most two per CSS pixel: the picture goes over a weak line. */
function fit(canvas: HTMLCanvasElement): void {
  const scale = Math.min(2, Math.max(1, globalThis.devicePixelRatio || 1));
  const { width, height } = canvas.getBoundingClientRect();
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')?.scale(scale, scale);
}
