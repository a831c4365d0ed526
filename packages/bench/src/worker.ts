import { openBrowser } from './internal/browser.js';
import { generateRecord } from './internal/generate-record.js';
import { ratioRow, type Report } from './internal/report.js';
import { bundlePage, serveSite } from './internal/site.js';
import { median } from './internal/statistics.js';

type Pair = { ours: number; floor: number };
type Figures = Record<'sequential' | 'flight' | 'text' | 'bytes', Pair>;

/** Calls across the worker boundary: comlink against bare messages, and what a record costs to cross. */
export async function run({ n = 5 }: { n?: number }): Promise<Report> {
  const source = await bundlePage(new URL('./pages/worker-echo.ts', import.meta.url).pathname);
  const script = await bundlePage(new URL('./pages/worker.ts', import.meta.url).pathname, {
    WORKER_SOURCE: JSON.stringify(source),
  });
  const site = await serveSite({
    files: { '/': '<!doctype html><script type="module" src="/page.js"></script>', '/page.js': script },
  });
  const browser = await openBrowser();
  try {
    const text = JSON.stringify(generateRecord(1000));
    const rounds: Figures[] = [];
    for (let round = 0; round < n; round++) {
      const page = await browser.context.newPage();
      await page.goto(site.origin);
      await page.waitForFunction(() => 'measure' in globalThis);
      rounds.push(
        await page.evaluate(
          (bundle) => (globalThis as unknown as { measure(b: string): Promise<Figures> }).measure(bundle),
          text,
        ),
      );
      await page.close();
    }
    const of = (what: keyof Figures, side: keyof Pair) => median(rounds.map((one) => one[what][side]));
    return {
      bench: 'worker',
      n,
      rows: [
        ratioRow('calls one after the other', 'per s', of('sequential', 'ours'), of('sequential', 'floor'), {
          atLeast: 0.7,
        }),
        ratioRow('calls, 100 in flight', 'per s', of('flight', 'ours'), of('flight', 'floor'), { atLeast: 0.7 }),
        ratioRow(
          '1,000 resources there and back: text against objects',
          'ms',
          of('text', 'ours'),
          of('text', 'floor'),
          { atMost: 1 },
        ),
        ratioRow('10 MB of bytes, transferred', 'ms', of('bytes', 'ours'), of('bytes', 'floor'), {}),
      ],
    };
  } finally {
    await browser.close();
    await site.close();
  }
}
