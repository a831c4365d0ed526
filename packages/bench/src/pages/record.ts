/** A record from its JSON text in memory to its newest page on screen: our element, plain DOM, and parsing alone. */
import '../../../elements/src/record/record/record.define.js';
import { createDiemcau } from '@diemcau/sdk';

interface Resource {
  resourceType: string;
  id: string;
  effectiveDateTime?: string;
  authoredOn?: string;
  recordedDate?: string;
  performedDateTime?: string;
  period?: { start?: string };
  code?: { text?: string };
  medicationCodeableConcept?: { text?: string };
  valueQuantity?: { value: number; unit: string };
}
interface Bundle {
  entry: { resource: Resource }[];
}

/** What one variant gives. */
export interface RecordFigures {
  /** Milliseconds to the frame that shows the newest rows (to the end of parsing, for the floor). */
  shown: number;
  /** Until the record is read whole and said so. */
  whole: number;
  /** Until nothing more is to be rendered. */
  settled: number;
}

let text = '';

/** Resolves after the frame that shows what was rendered. */
const painted = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(0);
    }),
  );

const dateOf = (one: Resource) =>
  one.effectiveDateTime ?? one.authoredOn ?? one.recordedDate ?? one.performedDateTime ?? one.period?.start ?? '';

/** Resolves when the element has a row of the record. */
async function firstRow(element: HTMLElement & { updateComplete: Promise<unknown> }): Promise<void> {
  await element.updateComplete;
  const root = element.shadowRoot!;
  if (root.querySelector('[data-key]')) return;
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!root.querySelector('[data-key]')) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(root, { childList: true, subtree: true });
  });
}

/** A record by its URL. */
async function arriving(): Promise<{ rest: Promise<unknown> }> {
  const client = createDiemcau({
    gateway: location.origin,
    tokenProvider: () => Promise.reject(new Error('none')),
    workerUrl: '/worker.js',
  });
  const element = document.createElement('diemcau-record');
  const loaded = new Promise((resolve) => element.addEventListener('diemcau-record-loaded', resolve, { once: true }));
  element.store = client.records.open({ src: '/arriving.json' });
  document.body.append(element);
  await firstRow(element);
  await painted();
  return { rest: loaded };
}

const variants: Record<'parse' | 'plain' | 'ours' | 'arriving', () => Promise<{ rest: Promise<unknown> } | undefined>> =
  {
    async parse() {
      (globalThis as { kept?: unknown }).kept = JSON.parse(text);
      return undefined;
    },
    async plain() {
      const bundle = JSON.parse(text) as Bundle;
      const newest = bundle.entry.map(({ resource }) => resource).sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : -1));
      (globalThis as { kept?: unknown }).kept = newest;
      const list = document.createElement('ol');
      for (const one of newest.slice(0, 50)) {
        const row = document.createElement('li');
        for (const words of [
          one.code?.text ?? one.medicationCodeableConcept?.text ?? one.resourceType,
          dateOf(one),
          one.valueQuantity ? `${one.valueQuantity.value} ${one.valueQuantity.unit}` : '',
        ]) {
          row.append(Object.assign(document.createElement('span'), { textContent: words }));
        }
        list.append(row);
      }
      document.body.append(list);
      await painted();
      return undefined;
    },
    arriving,
    async ours() {
      const client = createDiemcau({
        gateway: location.origin,
        tokenProvider: () => Promise.reject(new Error('none')),
        workerUrl: '/worker.js',
      });
      const element = document.createElement('diemcau-record');
      const loaded = new Promise((resolve) =>
        element.addEventListener('diemcau-record-loaded', resolve, { once: true }),
      );
      element.store = client.records.open({ source: text });
      document.body.append(element);
      await firstRow(element);
      await painted();
      return { rest: loaded };
    },
  };

Object.assign(globalThis, {
  async load(url: string) {
    text = await (await fetch(url)).text();
    (globalThis as { gc?: () => void }).gc?.();
    await painted();
  },
  async measure(name: keyof typeof variants): Promise<RecordFigures> {
    const start = performance.now();
    const following = await variants[name]();
    const shown = performance.now() - start;
    await following?.rest;
    const whole = performance.now() - start;
    for (let frame = 0; frame < 4; frame++) await painted();
    await new Promise((resolve) => requestIdleCallback(resolve));
    return { shown, whole, settled: performance.now() - start };
  },
});
