import { openBrowser } from './internal/browser.js';
import { generateRecord } from './internal/generate-record.js';
import { limitRow, ratioRow, type Report } from './internal/report.js';
import { bundlePage, serveSite } from './internal/site.js';
import { median } from './internal/statistics.js';
import { traceTasks } from './internal/trace-tasks.js';
import type { ScrollFigures } from './pages/scroll.js';

interface PageApi {
  open(url: string): Promise<void>;
  list(): Promise<number>;
  scroll(steps: number): Promise<ScrollFigures>;
  trend(): Promise<number>;
  bare(points: number): Promise<number>;
}

const points = 500;

/** A record of laboratory results only: `count` of eight analytes. */
function laboratory(count: number): string {
  const { entry } = generateRecord(count * 2);
  const results = entry
    .filter(({ resource }) => JSON.stringify(resource['category'])?.includes('laboratory'))
    .slice(0, count);
  return JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [entry[0], ...results] });
}

/** `points` results of one analyte. */
function oneAnalyte(): string {
  const { entry } = generateRecord(points * 20);
  const title = 'Glucose máu';
  const results = entry.filter(({ resource }) => (resource['code'] as { text?: string } | undefined)?.text === title);
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [entry[0], ...results.slice(0, points)],
  });
}

type Browser = Awaited<ReturnType<typeof openBrowser>>;
type Scrolled = ScrollFigures & { opened: number; opening: number; longest: number };

async function inPage<T>(
  { context }: Browser,
  origin: string,
  act: (page: Awaited<ReturnType<Browser['context']['newPage']>>) => Promise<T>,
): Promise<T> {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  try {
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.goto(origin);
    await page.waitForFunction(() => 'scroll' in globalThis && 'bare' in globalThis);
    return await act(page);
  } finally {
    await page.close();
  }
}

/** Scrolling a laboratory list of 50,000, and the first paint of a trend of 500 points against the chart library alone. */
export async function run({ n = 5 }: { n?: number }): Promise<Report> {
  const script = await bundlePage(new URL('./pages/scroll.ts', import.meta.url).pathname);
  const worker = await bundlePage(new URL('../../sdk/src/worker/worker.ts', import.meta.url).pathname);
  const html = '<!doctype html><html lang="vi"><body></body><script type="module" src="/page.js"></script>';
  const site = await serveSite({
    files: {
      '/': html,
      '/page.js': script,
      '/worker.js': worker,
      '/list.json': laboratory(50_000),
      '/trend.json': oneAnalyte(),
    },
  });
  const browser = await openBrowser();
  const scroll = (rate: number) =>
    inPage(browser, site.origin, async (page): Promise<Scrolled> => {
      await page.evaluate(() => (globalThis as unknown as PageApi).open('/list.json'));
      const devtools = await browser.context.newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate });
      const stopOpening = await traceTasks(browser.context);
      const opened = await page.evaluate(() => (globalThis as unknown as PageApi).list());
      const opening = await stopOpening();
      const stop = await traceTasks(browser.context);
      const figures = await page.evaluate(() => (globalThis as unknown as PageApi).scroll(200));
      return { ...figures, opened, opening, longest: await stop() };
    });
  const trend = () =>
    inPage(browser, site.origin, async (page) => {
      const bare = await page.evaluate((count) => (globalThis as unknown as PageApi).bare(count), points);
      await page.evaluate(() => (globalThis as unknown as PageApi).open('/trend.json'));
      const stop = await traceTasks(browser.context);
      const ours = await page.evaluate(() => (globalThis as unknown as PageApi).trend());
      return { bare, ours, longest: await stop() };
    });
  try {
    const [plain, slow, trends]: [Scrolled[], Scrolled[], Awaited<ReturnType<typeof trend>>[]] = [[], [], []];
    for (let round = 0; round < n; round++) {
      plain.push(await scroll(1));
      slow.push(await scroll(4));
      trends.push(await trend());
    }
    const of = <T>(list: readonly T[], what: (one: T) => number) => median(list.map(what));
    const total = plain[0]!.total.toLocaleString('en');
    return {
      bench: 'scroll',
      n,
      rows: [
        limitRow(
          `${total} results: longest task of the main thread`,
          'ms',
          of(plain, (one) => one.longest),
          50,
        ),
        limitRow(
          `${total} results at 4x throttle: longest task`,
          'ms',
          of(slow, (one) => one.longest),
          50,
        ),
        limitRow(
          `${total} results: longest task as the list opens`,
          'ms',
          of(plain, (one) => one.opening),
          50,
        ),
        limitRow(
          `${total} results at 4x throttle: as the list opens`,
          'ms',
          of(slow, (one) => one.opening),
          50,
        ),
        limitRow(
          `${total} results: first rows of the whole list shown`,
          'ms',
          of(plain, (one) => one.opened),
          undefined,
        ),
        limitRow(
          `${total} results: frames each second`,
          '/s',
          of(plain, ({ frames, lasted }) => (frames / lasted) * 1000),
          undefined,
        ),
        limitRow(
          `${total} results: longest time between two frames`,
          'ms',
          of(plain, (one) => one.longestFrame),
          undefined,
        ),
        limitRow(
          `${total} results: rows in the document`,
          '',
          of(plain, (one) => one.rows),
          undefined,
        ),
        ratioRow(
          `trend of ${points} points: first paint`,
          'ms',
          of(trends, (one) => one.ours),
          of(trends, (one) => one.bare),
          {},
        ),
        limitRow(
          `trend of ${points} points: longest task`,
          'ms',
          of(trends, (one) => one.longest),
          50,
        ),
      ],
      notes: [
        'scrolled by the wheel for 200 frames, then in 200 jumps over the whole list; pages of it come from the worker meanwhile',
        'first paint: from the press on the trend of a row, its points asked of the worker, to the frame with the chart and its table',
        'floor: the chart library alone with as many points; tasks are judged by their CPU',
      ],
    };
  } finally {
    await browser.close();
    await site.close();
  }
}
