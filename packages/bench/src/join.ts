import type { Page } from 'playwright-core';
import { openBrowser } from './internal/browser.js';
import { ratioRow, type Report, type Row } from './internal/report.js';
import { bundlePage, serveSite } from './internal/site.js';
import { bootstrapRatioUpper, median, quantile, seeded } from './internal/statistics.js';
import { startServer } from './servers/start-server.js';

const variants = ['raw', 'rawWarm', 'simplePeer', 'ours', 'oursWarm'] as const;
type Variant = (typeof variants)[number];
interface Times {
  start: number;
  at: number;
}
interface PageApi {
  prepare(variant: Variant, url: string, id: string): Promise<void>;
  join(): Promise<Times>;
  leave(): void;
}

/** Milliseconds after which a joining counts as failed. */
const within = 10_000;

/** From the first page's call to join until the later side shows the other's first frame. */
async function once(pages: readonly [Page, Page], variant: Variant, url: string): Promise<number | undefined> {
  try {
    await Promise.all(
      pages.map((page, i) =>
        page.evaluate(([v, u, id]) => (globalThis as unknown as PageApi).prepare(v, u, id), [
          variant,
          url,
          `${i}${crypto.randomUUID().slice(1)}`,
        ] as const),
      ),
    );
    const both = Promise.all(pages.map((page) => page.evaluate(() => (globalThis as unknown as PageApi).join())));
    let timer: NodeJS.Timeout | undefined;
    const times = await Promise.race([
      both,
      new Promise<undefined>((resolve) => (timer = setTimeout(resolve, within) as unknown as NodeJS.Timeout)),
    ]);
    clearTimeout(timer);
    both.catch(() => undefined);
    return times && Math.max(...times.map(({ at }) => at)) - Math.min(...times.map(({ start }) => start));
  } finally {
    await Promise.all(pages.map((page) => page.evaluate(() => (globalThis as unknown as PageApi).leave())));
  }
}

function pairedRow(
  name: string,
  ours: readonly number[],
  floor: readonly number[],
  atMost: number,
  peer?: number,
): { row: Row; upper: number } {
  const upper = bootstrapRatioUpper(ours, floor, seeded(1));
  const row = ratioRow(name, 'ms', median(ours), median(floor), { atMost }, peer);
  // The goal holds when its whole interval does.
  return { upper, row: { ...row, met: upper <= atMost } };
}

/** join() to the first remote frame presented, on both sides: two pages with fake media, one relay, variants in turn. */
export async function run({ n = 30 }: { n?: number }): Promise<Report> {
  const script = await bundlePage(new URL('./pages/join/page.ts', import.meta.url).pathname);
  const site = await serveSite({
    files: { '/': '<!doctype html><body></body><script type="module" src="/page.js"></script>', '/page.js': script },
  });
  const relay = await startServer('signal-relay');
  const browser = await openBrowser();
  try {
    const open = async () => {
      const page = await browser.context.newPage();
      page.on('pageerror', (error) => console.error(error.message));
      await page.goto(site.origin);
      await page.waitForFunction(() => 'prepare' in globalThis);
      return page;
    };
    const pages = [await open(), await open()] as const;
    const figures = Object.fromEntries(variants.map((variant) => [variant, [] as number[]])) as Record<
      Variant,
      number[]
    >;
    const failed: string[] = [];
    let room = 0;
    for (let round = -2; round < n; round++) {
      const measured = new Map<Variant, number>();
      // Another order in each round, so that no variant always follows the same one.
      for (let i = 0; i < variants.length; i++) {
        const variant = variants[(i + round + variants.length * 2) % variants.length]!;
        const ms = await once(pages, variant, `${relay.url}/${++room}`);
        if (ms === undefined) failed.push(variant);
        else measured.set(variant, ms);
      }
      // The first two rounds warm the code; a round with a failure is no pair.
      if (round >= 0 && measured.size === variants.length)
        for (const [variant, ms] of measured) figures[variant].push(ms);
    }
    const cold = pairedRow('cold join', figures.ours, figures.raw, 1.1, median(figures.simplePeer));
    const warm = pairedRow('warm join', figures.oursWarm, figures.raw, 0.8, median(figures.rawWarm));
    const spread = (variant: Variant) =>
      `${variant} p25 ${quantile(figures[variant], 0.25).toFixed(0)} median ${median(figures[variant]).toFixed(0)} p90 ${quantile(figures[variant], 0.9).toFixed(0)} ms`;
    return {
      bench: 'join',
      n: figures.raw.length,
      rows: [
        cold.row,
        warm.row,
        ratioRow('cold join against simple-peer alone', 'ms', median(figures.ours), median(figures.simplePeer), {}),
        ratioRow(
          'warm join against a raw connection that is as ready',
          'ms',
          median(figures.oursWarm),
          median(figures.rawWarm),
          {},
        ),
      ],
      notes: [
        `upper bounds of the ratios (95 %): cold ${cold.upper.toFixed(2)}, warm ${warm.upper.toFixed(2)}; the goals are judged on them`,
        ...variants.map(spread),
        failed.length > 0 ? `did not connect within ${within} ms: ${failed.join(', ')}` : 'every joining connected',
        'peer column: simple-peer for the cold row, a raw connection made ready before for the warm one',
      ],
    };
  } finally {
    await browser.close();
    await relay.stop();
    await site.close();
  }
}
