/** A laboratory list of a long record scrolled from end to end, and the first paint of a trend: our element, and the chart library alone. */
import '../../../elements/src/record/record/record.define.js';
import '../../../elements/src/record/record/results/chart/trend-chart.js';
import uPlot from 'uplot';
import { createDiemcau } from '@diemcau/sdk';

/** What scrolling gave. */
export interface ScrollFigures {
  frames: number;
  /** Milliseconds of the whole. */
  lasted: number;
  /** Longest time between two frames, ms. */
  longestFrame: number;
  /** Entries in the list. */
  total: number;
  /** Rows in the document, at most. */
  rows: number;
}

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
/** Resolves after the frame that shows what was rendered. */
const painted = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(0);
    }),
  );

async function until<T>(find: () => T | null | undefined | false): Promise<T> {
  for (;;) {
    const found = find();
    if (found) return found;
    await frame();
  }
}

let element: HTMLElement & { shadowRoot: ShadowRoot };
const find = <E extends HTMLElement>(selector: string) => element.shadowRoot.querySelector<E>(selector);
const press = (selector: string) => until(() => find(selector)).then((button) => button.click());

Object.assign(globalThis, {
  /** Opens a record and waits until it is read whole. */
  async open(url: string) {
    const source = await (await fetch(url)).text();
    const client = createDiemcau({
      gateway: location.origin,
      tokenProvider: () => Promise.reject(new Error('none')),
      workerUrl: '/worker.js',
    });
    element = document.createElement('diemcau-record') as typeof element;
    const loaded = new Promise((resolve) => element.addEventListener('diemcau-record-loaded', resolve, { once: true }));
    (element as unknown as { store: unknown }).store = client.records.open({ source });
    document.body.append(element);
    await loaded;
    await painted();
  },

  /** Opens the whole list; the time until its first rows are shown. */
  async list(): Promise<number> {
    const start = performance.now();
    await press('#results .views button:nth-child(2)');
    await until(() => find('.results-scroll tbody[data-index="3"] [scope=row]'));
    await painted();
    return performance.now() - start;
  },

  /** Scrolls through the list: by the wheel for `steps` frames, then by jumps over all of it. */
  async scroll(steps: number): Promise<ScrollFigures> {
    const box = find('.results-scroll')!;
    const start = performance.now();
    let [frames, longestFrame, rows, before] = [0, 0, 0, await frame()];
    const next = async () => {
      const now = await frame();
      longestFrame = Math.max(longestFrame, now - before);
      before = now;
      frames += 1;
      if (frames % 20 === 0) rows = Math.max(rows, box.querySelectorAll('tr').length);
    };
    for (let step = 0; step < steps; step++) {
      box.scrollTop += 120;
      await next();
    }
    for (let step = 0; step <= steps; step++) {
      box.scrollTop = (box.scrollHeight * step) / steps;
      await next();
    }
    await until(() => find('.results-scroll tbody[data-index] [scope=row]') && !find('.results-scroll .pending'));
    const total = Number(find('.results-scroll table')!.getAttribute('aria-rowcount')) - 1;
    return { frames, lasted: performance.now() - start, longestFrame, total, rows };
  },

  /** From the press on a row's trend to the frame that shows its chart. */
  async trend(): Promise<number> {
    const button = await until(() => find('#results tbody .row-action'));
    const start = performance.now();
    button.click();
    await until(() => find('.chart canvas'));
    await painted();
    return performance.now() - start;
  },

  /** The chart library alone, with as many points. */
  async bare(points: number): Promise<number> {
    const times = Array.from({ length: points }, (_, at) => Date.UTC(2016, 0, 1) + at * 7 * 86_400_000);
    const numbers = times.map((_, at) => 5 + Math.sin(at));
    const place = document.createElement('div');
    document.body.append(place);
    await painted();
    const start = performance.now();
    const plot = new uPlot(
      {
        width: 900,
        height: 194,
        ms: 1,
        legend: { show: false },
        series: [{}, { stroke: '#000', points: { show: true } }],
      },
      [times, numbers],
      place,
    );
    await painted();
    const took = performance.now() - start;
    plot.destroy();
    return took;
  },
});
