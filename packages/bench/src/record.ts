import { toShareDocument } from '@diemcau/fhir';
import { openBrowser } from './internal/browser.js';
import { generateRecord } from './internal/generate-record.js';
import { rendererUsage } from './internal/renderer-usage.js';
import { limitRow, ratioRow, type Report, type Row } from './internal/report.js';
import { bundlePage, serveSite } from './internal/site.js';
import { arrival } from './internal/arrival.js';
import { median, seeded } from './internal/statistics.js';
import { traceTasks } from './internal/trace-tasks.js';
import type { RecordFigures } from './pages/record.js';

const variants = ['parse', 'plain', 'ours'] as const;
type Variant = (typeof variants)[number];
/**
 * As a HIS gives it (oldest first), the same in no order of time, or as it is shared: a document with the newest page of each section
 * in front.
 */
type Form = 'bundle' | 'mixed' | 'shared';
const openings: readonly (readonly [form: Form, size: number, throttle: number])[] = [
  ['bundle', 100, 1],
  ['bundle', 1_000, 1],
  ['bundle', 10_000, 1],
  ['bundle', 50_000, 1],
  ['bundle', 10_000, 4],
  ['mixed', 10_000, 1],
  ['mixed', 50_000, 1],
  ['shared', 100, 1],
  ['shared', 10_000, 1],
  ['shared', 50_000, 1],
  ['shared', 10_000, 4],
];

function textOf(form: Form, size: number): string {
  const bundle = generateRecord(size);
  if (form === 'bundle') return JSON.stringify(bundle);
  if (form === 'mixed') {
    const order = seeded(2);
    const places = new Map(bundle.entry.map((entry) => [entry, order()]));
    bundle.entry.sort((one, other) => places.get(one)! - places.get(other)!);
    return JSON.stringify(bundle);
  }
  const { ok } = toShareDocument({
    bundle,
    documentId: '01990000-0000-7000-8000-000000000001',
    caseId: '01990000-0000-7000-8000-000000000002',
    siteId: '22001',
    siteName: 'Trung tâm Y tế Cô Tô',
    author: { sub: '000001/QN-CCHN', name: 'Nguyễn Thị Ví Dụ' },
    withheld: [],
    now: '2026-01-01T00:00:00Z',
  });
  return JSON.stringify(ok);
}

/** One opening of a record in a page of its own. */
interface Opening extends RecordFigures {
  /** CPU of the main thread, ms. */
  cpu: number;
  /** CPU of all its threads, ms. */
  cpuOfAll: number;
  /** CPU of the main thread's longest task, ms. */
  longest: number;
  /** MB. */
  peak: number;
}
interface PageApi {
  load(url: string): Promise<void>;
  measure(variant: Variant): Promise<RecordFigures>;
}

type Browser = Awaited<ReturnType<typeof openBrowser>>;

async function open(
  { context }: Browser,
  origin: string,
  form: Form,
  size: number,
  variant: Variant,
  throttle: number,
): Promise<Opening> {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  try {
    await page.goto(origin);
    await page.waitForFunction(() => 'measure' in globalThis);
    await page.evaluate((url) => (globalThis as unknown as PageApi).load(url), `/${form}-${size}.json`);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const cpu = async () =>
      (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    const stop = await traceTasks(context);
    const [before, usage] = [await cpu(), await rendererUsage(context)];
    const figures = await page.evaluate((name) => (globalThis as unknown as PageApi).measure(name), variant);
    const [after, used] = [await cpu(), await rendererUsage(context)];
    return { ...figures, cpu: after - before, cpuOfAll: used.cpu - usage.cpu, peak: used.peak, longest: await stop() };
  } finally {
    await page.close();
  }
}

/** A record's JSON text in memory until its newest page is on screen: `diemcau-record` against parsing alone and against plain DOM. */
export async function run({ n = 5 }: { n?: number }): Promise<Report> {
  const script = await bundlePage(new URL('./pages/record.ts', import.meta.url).pathname);
  const worker = await bundlePage(new URL('../../sdk/src/worker/worker.ts', import.meta.url).pathname);
  const records = Object.fromEntries(openings.map(([form, size]) => [`/${form}-${size}.json`, textOf(form, size)]));
  const html = '<!doctype html><html lang="vi"><body></body><script type="module" src="/page.js"></script>';
  const site = await serveSite({ files: { '/': html, '/page.js': script, '/worker.js': worker, ...records } });
  const browser = await openBrowser();
  try {
    const found = new Map<string, Opening[]>();
    for (let round = 0; round < n; round++)
      for (const [form, size, throttle] of openings)
        for (const variant of variants) {
          if (form !== 'bundle' && variant === 'plain') continue;
          const key = [form, size, variant, throttle].join(' ');
          const opening = await open(browser, site.origin, form, size, variant, throttle);
          found.set(key, [...(found.get(key) ?? []), opening]);
        }
    const arriving = await arrival(browser.context, {
      page: script,
      worker,
      text: textOf('shared', 1_000),
      bytesPerSecond: 125_000,
    });
    const of = (what: keyof Opening, size: number, variant: Variant, throttle = 1, form: Form = 'bundle') =>
      median(found.get([form, size, variant, throttle].join(' '))!.map((one) => one[what]));
    const shown = (size: number, goal: { atMost?: number }, name: string): Row =>
      ratioRow(name, 'ms', of('shown', size, 'ours'), of('shown', size, 'parse'), goal);
    const rows: Row[] = [
      shown(10_000, { atMost: 2 }, 'Bundle of 10,000 given as text: newest page shown'),
      shown(50_000, { atMost: 2.5 }, 'Bundle of 50,000 given as text: newest page shown'),
      shown(1_000, {}, '1,000: newest page shown'),
      shown(100, {}, '100: newest page shown'),
      ratioRow(
        '10,000 against plain DOM of 50 rows',
        'ms',
        of('shown', 10_000, 'ours'),
        of('shown', 10_000, 'plain'),
        {},
      ),
      limitRow(
        '10,000: longest task of the main thread',
        'ms',
        of('longest', 10_000, 'ours'),
        50,
        of('longest', 10_000, 'parse'),
      ),
      limitRow(
        '50,000: longest task of the main thread',
        'ms',
        of('longest', 50_000, 'ours'),
        50,
        of('longest', 50_000, 'parse'),
      ),
      limitRow('10,000: CPU of the main thread', 'ms', of('cpu', 10_000, 'ours'), 60, of('cpu', 10_000, 'parse')),
      ratioRow(
        '10,000: CPU of the page and its worker',
        'ms',
        of('cpuOfAll', 10_000, 'ours'),
        of('cpuOfAll', 10_000, 'parse'),
        { atMost: 2 },
      ),
      ratioRow(
        '50,000: CPU of the page and its worker',
        'ms',
        of('cpuOfAll', 50_000, 'ours'),
        of('cpuOfAll', 50_000, 'parse'),
        { atMost: 2.5 },
      ),
      ratioRow(
        '100: CPU of the page and its worker',
        'ms',
        of('cpuOfAll', 100, 'ours'),
        of('cpuOfAll', 100, 'plain'),
        {},
      ),
      ratioRow(
        '10,000: peak memory of the page and its worker',
        'MB',
        of('peak', 10_000, 'ours'),
        of('peak', 10_000, 'parse'),
        { atMost: 1.1 },
      ),
      ratioRow(
        '50,000: peak memory of the page and its worker',
        'MB',
        of('peak', 50_000, 'ours'),
        of('peak', 50_000, 'parse'),
        {},
      ),
      ...([10_000, 50_000] as const).map((size) =>
        ratioRow(
          `Bundle of ${size.toLocaleString('en')}: read whole`,
          'ms',
          of('whole', size, 'ours'),
          of('shown', size, 'parse'),
          {},
        ),
      ),
      limitRow(
        'Bundle of 10,000 at 4x throttle: newest page shown',
        'ms',
        of('shown', 10_000, 'ours', 4),
        200,
        of('shown', 10_000, 'parse', 4),
      ),
      limitRow(
        'Bundle of 10,000 at 4x throttle: longest task',
        'ms',
        of('longest', 10_000, 'ours', 4),
        50,
        of('longest', 10_000, 'parse', 4),
      ),
      ...([10_000, 50_000] as const).map((size) =>
        ratioRow(
          `Bundle of ${size.toLocaleString('en')} in no order of time: newest page shown`,
          'ms',
          of('shown', size, 'ours', 1, 'mixed'),
          of('shown', size, 'parse', 1, 'mixed'),
          {},
        ),
      ),
      ratioRow(
        'shared document of 1,000 over 1 Mbit/s: newest page shown, to the last byte',
        'ms',
        arriving.shown,
        arriving.whole,
        {},
      ),
      ratioRow(
        'shared document of 10,000: newest page shown, the rest following',
        'ms',
        of('shown', 10_000, 'ours', 1, 'shared'),
        of('shown', 10_000, 'parse', 1, 'shared'),
        { atMost: 0.5 },
      ),
      ratioRow(
        'shared document of 50,000: newest page shown, the rest following',
        'ms',
        of('shown', 50_000, 'ours', 1, 'shared'),
        of('shown', 50_000, 'parse', 1, 'shared'),
        {},
      ),
      ratioRow(
        'shared document, 50,000 against 100: newest page shown',
        'ms',
        of('shown', 50_000, 'ours', 1, 'shared'),
        of('shown', 100, 'ours', 1, 'shared'),
        { atMost: 1.3 },
      ),
      limitRow(
        'shared document of 10,000 at 4x throttle: newest page shown',
        'ms',
        of('shown', 10_000, 'ours', 4, 'shared'),
        200,
        of('shown', 10_000, 'parse', 4, 'shared'),
      ),
      limitRow(
        'shared document of 10,000 at 4x throttle: longest task',
        'ms',
        of('longest', 10_000, 'ours', 4, 'shared'),
        50,
        of('longest', 10_000, 'parse', 4, 'shared'),
      ),
    ];
    return {
      bench: 'record',
      n,
      rows,
      notes: [
        'newest page shown: the frame with the first rows, each section saying that the rest is being read',
        'floor: JSON.parse of the same text on the main thread; each opening in a new page, its worker started within the time',
        'tasks are judged by their CPU; CPU of page and worker holds the time goals to account when the machine is busy',
      ],
    };
  } finally {
    await browser.close();
    await site.close();
  }
}
