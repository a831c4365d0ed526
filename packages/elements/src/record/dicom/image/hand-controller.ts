import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Point } from './geometry.js';
import type { ImagePane } from './image-pane.js';
import type { Tool } from './views/bar-view.js';

interface Hands {
  tool(): Tool;
  pane(index: number): ImagePane;
  /** A place was chosen, in pixels of the image. */
  point(point: Point): void;
  hover(pane: ImagePane, point: Point): void;
  /** Window or placement of a pane changed under a hand. */
  changed(pane: ImagePane): void;
  /** Through the stack. */
  step(pane: ImagePane, by: number): void;
}

type Drag = { pointers: Map<number, Point>; start: Point; moved: boolean; button: number };

/** Pixels that a hand may tremble before a press is a drag. */
const tremble = 4;

/** Mouse, wheel and fingers over the pictures: left by the tool, middle moves, right enlarges, two fingers do both. */
export class HandController implements ReactiveController {
  readonly #hands: Hands;
  readonly #sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const ratio = globalThis.devicePixelRatio || 1;
      const index = this.#views.indexOf(target as HTMLElement);
      if (index >= 0)
        this.#hands.pane(index).resize(Math.round(contentRect.width * ratio), Math.round(contentRect.height * ratio));
    }
  });
  #views: HTMLElement[] = [];
  readonly #drags = new Map<HTMLElement, Drag>();
  #wheel = 0;

  constructor(host: ReactiveControllerHost, hands: Hands) {
    this.#hands = hands;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.observe([]);
  }

  observe(views: Iterable<HTMLElement>): void {
    const now = [...views];
    for (const gone of this.#views.filter((view) => !now.includes(view))) {
      this.#sizes.unobserve(gone);
      for (const [name, listener] of this.#listeners) gone.removeEventListener(name, listener as EventListener);
    }
    const fresh = now.filter((view) => !this.#views.includes(view));
    this.#views = now;
    for (const view of fresh) {
      this.#sizes.observe(view);
      for (const [name, listener] of this.#listeners)
        view.addEventListener(name, listener as EventListener, { passive: false });
    }
  }

  #paneOf(view: HTMLElement): ImagePane {
    return this.#hands.pane(this.#views.indexOf(view));
  }

  readonly #down = (event: PointerEvent) => {
    const view = event.currentTarget as HTMLElement;
    view.focus({ preventScroll: true });
    view.setPointerCapture(event.pointerId);
    const at = placeOf(event, view);
    const drag = this.#drags.get(view) ?? { pointers: new Map(), start: at, moved: false, button: event.button };
    drag.pointers.set(event.pointerId, at);
    this.#drags.set(view, drag);
    event.preventDefault();
  };

  readonly #move = (event: PointerEvent) => {
    const view = event.currentTarget as HTMLElement;
    const drag = this.#drags.get(view);
    const pane = this.#paneOf(view);
    const at = placeOf(event, view);
    const before = drag?.pointers.get(event.pointerId);
    if (!drag || !before) {
      const point = pane.at(at);
      if (point) this.#hands.hover(pane, point);
      return;
    }
    if (!drag.moved && Math.hypot(at[0] - drag.start[0], at[1] - drag.start[1]) < tremble) return;
    drag.moved = true;
    if (drag.pointers.size > 1) this.#pinch(view, pane, drag, event.pointerId, at);
    else this.#drag(view, pane, drag, [at[0] - before[0], at[1] - before[1]]);
    drag.pointers.set(event.pointerId, at);
    this.#hands.changed(pane);
  };

  readonly #up = (event: PointerEvent) => {
    const view = event.currentTarget as HTMLElement;
    const drag = this.#drags.get(view);
    if (!drag) return;
    drag.pointers.delete(event.pointerId);
    if (drag.pointers.size > 0) return;
    this.#drags.delete(view);
    const tool = this.#hands.tool();
    const isMark = tool === 'length' || tool === 'angle' || tool === 'point';
    if (event.type === 'pointercancel' || drag.button !== 0 || !isMark || this.#views.indexOf(view) !== 0) return;
    const pane = this.#paneOf(view);
    const [from, to] = [pane.at(drag.start), pane.at(placeOf(event, view))];
    if (!from || !to) return;
    // A length may also be drawn in one go.
    if (drag.moved && tool === 'length') this.#hands.point(from);
    this.#hands.point(to);
  };

  #drag(view: HTMLElement, pane: ImagePane, { button }: Drag, [x, y]: Point): void {
    const tool = this.#hands.tool();
    const { placement, shown } = pane;
    if (button === 2) return pane.lay({ zoom: limited(placement.zoom * Math.exp(-y / 150)) });
    if (button === 1 || tool === 'pan' || (tool === 'window' && shown?.image.kind !== 'grey'))
      return pane.lay({ pan: [placement.pan[0] + x / view.clientWidth, placement.pan[1] + y / view.clientHeight] });
    if (tool !== 'window' || !shown) return;
    const [center, width] = pane.shownWindow ?? shown.image.whole;
    // A whole sweep over the picture changes the window by about what it is.
    const step = Math.max(1, width) / 300;
    pane.window = [center + y * step, Math.max(1, width + x * step)];
    pane.move();
  }

  /** Two fingers: what is between them grows and moves with them. */
  #pinch(view: HTMLElement, pane: ImagePane, drag: Drag, id: number, at: Point): void {
    const other = [...drag.pointers].find(([key]) => key !== id)![1];
    const before = drag.pointers.get(id)!;
    const span = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]) || 1;
    const { placement } = pane;
    pane.lay({
      zoom: limited((placement.zoom * span(at, other)) / span(before, other)),
      pan: [
        placement.pan[0] + (at[0] - before[0]) / 2 / view.clientWidth,
        placement.pan[1] + (at[1] - before[1]) / 2 / view.clientHeight,
      ],
    });
  }

  readonly #turn = (event: WheelEvent) => {
    const pane = this.#paneOf(event.currentTarget as HTMLElement);
    const isStack = (pane.series?.frames.length ?? 0) > 1;
    if (event.ctrlKey || !isStack) {
      // Over a single picture the wheel is the page's, unless it is to enlarge.
      if (!event.ctrlKey) return;
      event.preventDefault();
      pane.lay({ zoom: limited(pane.placement.zoom * Math.exp(-event.deltaY / 300)) });
      this.#hands.changed(pane);
      return;
    }
    event.preventDefault();
    this.#wheel += event.deltaMode === 0 ? event.deltaY / 60 : event.deltaY;
    const steps = Math.trunc(this.#wheel);
    if (steps === 0) return;
    this.#wheel -= steps;
    this.#hands.step(pane, Math.sign(steps));
  };

  readonly #menu = (event: Event) => event.preventDefault();

  readonly #listeners: readonly (readonly [string, (event: never) => void])[] = [
    ['pointerdown', this.#down],
    ['pointermove', this.#move],
    ['pointerup', this.#up],
    ['pointercancel', this.#up],
    ['wheel', this.#turn],
    ['contextmenu', this.#menu],
  ];
}

const limited = (zoom: number) => Math.min(20, Math.max(0.2, zoom));

function placeOf({ clientX, clientY }: MouseEvent, view: HTMLElement): Point {
  const { left, top } = view.getBoundingClientRect();
  return [clientX - left, clientY - top];
}
