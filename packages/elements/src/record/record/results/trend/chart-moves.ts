import type { TrendChart } from '../chart/trend-chart.js';

/** What keys ask for besides moving the chart itself. */
export interface ChartSteps {
  /** Results on; `Infinity` to the last. */
  step(by: number): void;
  /** Series on. */
  other(by: number): void;
}

/** Movement, CSS px, up to which a press counts as a click. */
const click = 4;

/** Keys, wheel, mouse and fingers on a chart. Vertical strokes of a finger, and the wheel of who only passes, scroll the page. */
export class ChartMoves {
  readonly #chart: () => TrendChart | undefined;
  readonly #steps: ChartSteps;
  readonly #fingers = new Map<number, { x: number; y: number }>();
  #moved = 0;
  #place?: HTMLElement;

  constructor(chart: () => TrendChart | undefined, steps: ChartSteps) {
    this.#chart = chart;
    this.#steps = steps;
  }

  follow(place: HTMLElement): void {
    if (place === this.#place) return;
    this.leave();
    this.#place = place;
    place.addEventListener('keydown', this.#key);
    place.addEventListener('wheel', this.#wheel, { passive: false });
    place.addEventListener('dblclick', this.#whole);
    for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const)
      place.addEventListener(type, this.#pointer);
  }

  leave(): void {
    const place = this.#place;
    this.#place = undefined;
    this.#fingers.clear();
    if (!place) return;
    place.removeEventListener('keydown', this.#key);
    place.removeEventListener('wheel', this.#wheel);
    place.removeEventListener('dblclick', this.#whole);
    for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const)
      place.removeEventListener(type, this.#pointer);
  }

  readonly #whole = () => this.#chart()?.whole();

  readonly #key = (event: KeyboardEvent) => {
    const act = this.#actionOf(event);
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  #actionOf({ key, shiftKey }: KeyboardEvent): (() => void) | undefined {
    const chart = this.#chart();
    const { step, other } = this.#steps;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => (shiftKey ? chart?.pan(-0.25) : step(-1)),
      ArrowRight: () => (shiftKey ? chart?.pan(0.25) : step(1)),
      ArrowUp: () => other(-1),
      ArrowDown: () => other(1),
      PageUp: () => step(-10),
      PageDown: () => step(10),
      Home: () => step(-Infinity),
      End: () => step(Infinity),
      '+': () => chart?.zoom(0.5),
      '=': () => chart?.zoom(0.5),
      '-': () => chart?.zoom(2),
      '0': () => chart?.whole(),
    };
    return actions[key];
  }

  readonly #wheel = (event: WheelEvent) => {
    const chart = this.#chart();
    // A wheel that passes over the chart scrolls the page; in a focused chart, or with Ctrl, it zooms.
    if (!chart || !(event.ctrlKey || this.#place?.matches(':focus'))) return;
    event.preventDefault();
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
      chart.pan(Math.sign(event.deltaX || event.deltaY) * 0.1);
    else chart.zoom(event.deltaY > 0 ? 1.25 : 0.8, chart.partOf(event.clientX));
  };

  readonly #pointer = (event: PointerEvent) => {
    const chart = this.#chart();
    const { pointerId, clientX: x, clientY: y, type } = event;
    if (!chart) return;
    const before = this.#fingers.get(pointerId);
    if (type === 'pointerdown') {
      if (event.button !== 0) return;
      this.#moved = 0;
      this.#fingers.set(pointerId, { x, y });
      this.#place?.setPointerCapture(pointerId);
    } else if (type === 'pointermove') {
      if (before) this.#drag(chart, pointerId, before, { x, y });
      else if (event.pointerType === 'mouse') chart.point(x, y);
    } else if (before) {
      this.#fingers.delete(pointerId);
      if (type === 'pointerup' && this.#moved <= click) chart.point(x, y);
    }
  };

  #drag(chart: TrendChart, id: number, before: { x: number; y: number }, now: { x: number; y: number }): void {
    this.#moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    const other = [...this.#fingers].find(([key]) => key !== id)?.[1];
    this.#fingers.set(id, now);
    if (!other) {
      if (this.#moved > click) chart.pan((before.x - now.x) / chart.width);
      return;
    }
    const [was, is] = [Math.abs(before.x - other.x), Math.abs(now.x - other.x)];
    if (was > 10 && is > 10) chart.zoom(was / is, chart.partOf((now.x + other.x) / 2));
  }
}
