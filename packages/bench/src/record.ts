import { openBrowser } from './internal/browser.js';
import { generateRecord } from './internal/generate-record.js';
import { rendererUsage } from './internal/renderer-usage.js';
import { limitRow, ratioRow, type Report, type Row } from './internal/report.js';
import { bundlePage, serveSite } from './internal/site.js';
import { median } from './internal/statistics.js';
import { traceTasks } from './internal/trace-tasks.js';
import type { RecordFigures } from './pages/record.js';

const variants = ['parse', 'plain', 'ours'] as const;
type Variant = (typeof variants)[number];
const sizes = [100, 1_000, 10_000, 50_000] as const;

/** One opening of a record in a page of its own. */
interface Opening extends RecordFigures {
  /** CPU of the main thread, ms. */
  cpu: number;
  /** CPU of all its threads, ms. */
  whole: number;
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
  size: number,
  variant: Variant,
  throttle: number,
): Promise<Opening> {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  try {
    await page.goto(origin);
    await page.waitForFunction(() => 'measure' in globalThis);
    await page.evaluate((url) => (globalThis as unknown as PageApi).load(url), `/record-${size}.json`);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const cpu = async () =>
      (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    const stop = await traceTasks(context);
    const [before, usage] = [await cpu(), await rendererUsage(context)];
    const figures = await page.evaluate((name) => (globalThis as unknown as PageApi).measure(name), variant);
    const [after, used] = [await cpu(), await rendererUsage(context)];
    return { ...figures, cpu: after - before, whole: used.cpu - usage.cpu, peak: used.peak, longest: await stop() };
  } finally {
    await page.close();
  }
}

/** A record's JSON text in memory until its newest page is on screen: `diemcau-record` against parsing alone and against plain DOM. */
export async function run({ n = 5 }: { n?: number }): Promise<Report> {
  const script = await bundlePage(new URL('./pages/record.ts', import.meta.url).pathname);
  const worker = await bundlePage(new URL('../../sdk/src/worker/worker.ts', import.meta.url).pathname);
  const records = Object.fromEntries(
    sizes.map((size) => [`/record-${size}.json`, JSON.stringify(generateRecord(size))]),
  );
  const html = '<!doctype html><html lang="vi"><body></body><script type="module" src="/page.js"></script>';
  const site = await serveSite({ files: { '/': html, '/page.js': script, '/worker.js': worker, ...records } });
  const browser = await openBrowser();
  try {
    const openings = new Map<string, Opening[]>();
    const key = (size: number, variant: Variant, throttle = 1) => `${size} ${variant} ${throttle}`;
    for (let round = 0; round < n; round++)
      for (const [size, throttle] of [...sizes.map((one) => [one, 1] as const), [10_000, 4] as const])
        for (const variant of variants) {
          const found = await open(browser, site.origin, size, variant, throttle);
          openings.set(key(size, variant, throttle), [...(openings.get(key(size, variant, throttle)) ?? []), found]);
        }
    const of = (what: keyof Opening, size: number, variant: Variant, throttle = 1) =>
      median(openings.get(key(size, variant, throttle))!.map((one) => one[what]));
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
        of('whole', 10_000, 'ours'),
        of('whole', 10_000, 'parse'),
        { atMost: 2 },
      ),
      ratioRow(
        '50,000: CPU of the page and its worker',
        'ms',
        of('whole', 50_000, 'ours'),
        of('whole', 50_000, 'parse'),
        { atMost: 2.5 },
      ),
      ratioRow('100: CPU of the page and its worker', 'ms', of('whole', 100, 'ours'), of('whole', 100, 'plain'), {}),
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
      limitRow(
        '10,000 at 4x throttle: newest page shown',
        'ms',
        of('shown', 10_000, 'ours', 4),
        200,
        of('shown', 10_000, 'parse', 4),
      ),
      limitRow(
        '10,000 at 4x throttle: longest task',
        'ms',
        of('longest', 10_000, 'ours', 4),
        50,
        of('longest', 10_000, 'parse', 4),
      ),
      // The goals for a page that is there before the whole: today a record is read whole before its first page is shown.
      ratioRow(
        '10,000: newest page shown, the rest following',
        'ms',
        of('shown', 10_000, 'ours'),
        of('shown', 10_000, 'parse'),
        { atMost: 0.5 },
      ),
      ratioRow('50,000 against 100: newest page shown', 'ms', of('shown', 50_000, 'ours'), of('shown', 100, 'ours'), {
        atMost: 1.3,
      }),
    ];
    return {
      bench: 'record',
      n,
      rows,
      notes: [
        'floor: JSON.parse of the same text on the main thread; each opening in a new page, its worker started within the time',
        'tasks are judged by their CPU; CPU of page and worker holds the time goals to account when the machine is busy',
      ],
    };
  } finally {
    await browser.close();
    await site.close();
  }
}
