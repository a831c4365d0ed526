import { openBrowser } from './internal/browser.js';
import { ratioRow, type Report } from './internal/report.js';
import { bundlePage, serveSite } from './internal/site.js';
import { median } from './internal/statistics.js';

interface Figures {
  put: number;
  read: number;
}

/** Encrypted writes and first reads on a profile on disk: the SDK's store against raw IndexedDB with the same cipher. */
export async function run({ n = 5 }: { n?: number }): Promise<Report> {
  const script = await bundlePage(new URL('./pages/store.ts', import.meta.url).pathname);
  const site = await serveSite({
    files: { '/': '<!doctype html><script type="module" src="/page.js"></script>', '/page.js': script },
  });
  const browser = await openBrowser();
  try {
    const page = await browser.context.newPage();
    await page.goto(site.origin);
    await page.waitForFunction(() => 'measure' in globalThis);
    const rounds: { floor: Figures; ours: Figures }[] = [];
    for (let round = 0; round < n; round++) {
      rounds.push(
        await page.evaluate(
          (r) =>
            (
              globalThis as unknown as { measure(r: number, c: number): Promise<{ floor: Figures; ours: Figures }> }
            ).measure(r, 1000),
          round,
        ),
      );
    }
    const of = (side: 'ours' | 'floor', what: keyof Figures) => median(rounds.map((one) => one[side][what]));
    return {
      bench: 'store',
      n,
      rows: [
        ratioRow('encrypted single puts, strict, 2 kB', 'per s', of('ours', 'put'), of('floor', 'put'), {
          atLeast: 0.85,
        }),
        ratioRow('first read of 1,000 with decryption', 'ms', of('ours', 'read'), of('floor', 'read'), { atMost: 1.3 }),
      ],
      notes: [
        'The store writes each item in its own durable transaction (nothing is said to be kept before it is), so there is no batch row.',
      ],
    };
  } finally {
    await browser.close();
    await site.close();
  }
}
