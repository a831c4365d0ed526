import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chestXray } from '@diemcau/sdk/testing';
import { openBrowser } from './internal/browser.js';
import { rendererUsage } from './internal/renderer-usage.js';
import { limitRow, ratioRow, type Report, type Row } from './internal/report.js';
import { bundlePage, serveSite } from './internal/site.js';
import { median } from './internal/statistics.js';
import { traceTasks } from './internal/trace-tasks.js';

interface PageApi {
  load(url: string): Promise<void>;
  ours(): Promise<number>;
  floor(): Promise<number>;
  close(): void;
}
type Form = 'plain' | 'lossless';
interface Opening {
  first: number;
  next: number;
  /** CPU of the main thread's longest task, ms. */
  task: number;
}

/** A digital chest X-ray of the usual size, 12 bits. */
const [rows, columns] = [2500, 2048];
/** Studies opened and closed before the memory is looked at. */
const studies = 10;

/** The same image in JPEG lossless; `undefined` where dcmtk is not installed. */
function lossless(plain: Uint8Array): Buffer | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'diemcau-image-'));
  try {
    writeFileSync(join(folder, 'plain.dcm'), plain);
    const { status } = spawnSync('dcmcjpeg', ['+e1', 'plain.dcm', 'packed.dcm'], { cwd: folder });
    return status === 0 ? readFileSync(join(folder, 'packed.dcm')) : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Browser = Awaited<ReturnType<typeof openBrowser>>;
type Page = Awaited<ReturnType<Browser['context']['newPage']>>;

async function inPage<T>({ context }: Browser, origin: string, form: Form, act: (page: Page) => Promise<T>) {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  try {
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.goto(origin);
    await page.waitForFunction(() => 'ours' in globalThis && 'floor' in globalThis);
    await page.evaluate((url) => (globalThis as unknown as PageApi).load(url), `/${form}.dcm`);
    return await act(page);
  } finally {
    await page.close();
  }
}

const show = (page: Page, which: 'ours' | 'floor') =>
  page.evaluate((name) => (globalThis as unknown as PageApi)[name](), which);

/** Resident memory of the page once what can go is gone, MB. */
async function resting({ context }: Browser, page: Page): Promise<number> {
  const figures: number[] = [];
  for (let times = 0; times < 20; times++) {
    await page.evaluate(() => {
      (globalThis as unknown as { gc(): void }).gc();
      return new Promise((resolve) => setTimeout(resolve, 100));
    });
    figures.push((await rendererUsage(context)).resident);
  }
  return Math.min(...figures);
}

/** First pixels of a chest X-ray in `diemcau-image` against parse, decode and one `putImageData` on a plain page. */
export async function run({ n = 5 }: { n?: number }): Promise<Report> {
  const plain = Buffer.from(chestXray(rows, columns));
  const packed = lossless(plain);
  const forms: readonly Form[] = packed ? ['plain', 'lossless'] : ['plain'];
  const site = await serveSite({
    files: {
      '/': '<!doctype html><html lang="vi"><body></body><script type="module" src="/page.js"></script>',
      '/page.js': await bundlePage(new URL('./pages/image.ts', import.meta.url).pathname),
      '/worker.js': await bundlePage(new URL('../../sdk/src/worker/dicom/dicom-worker.ts', import.meta.url).pathname),
      '/plain.dcm': plain,
      ...(packed ? { '/lossless.dcm': packed } : {}),
    },
  });
  const browser = await openBrowser();
  const open = (form: Form, which: 'ours' | 'floor') =>
    inPage(browser, site.origin, form, async (page): Promise<Opening> => {
      const stop = await traceTasks(browser.context);
      const first = await show(page, which);
      const next = await show(page, which);
      return { first, next, task: await stop() };
    });
  try {
    const found = new Map<string, Opening[]>();
    for (let round = 0; round < n; round++)
      for (const form of forms)
        for (const which of ['floor', 'ours'] as const) {
          const key = `${form} ${which}`;
          found.set(key, [...(found.get(key) ?? []), await open(form, which)]);
        }
    const memory = await inPage(browser, site.origin, 'plain', async (page) => {
      const close = () => page.evaluate(() => (globalThis as unknown as PageApi).close());
      const before = await resting(browser, page);
      await show(page, 'ours');
      await close();
      // What the first use brings (code, the engine's own room) stays; what each study brings must not.
      const first = await resting(browser, page);
      let most = 0;
      for (let study = 0; study < studies; study++) {
        await show(page, 'ours');
        most = Math.max(most, (await rendererUsage(browser.context)).resident);
        if (study % 2) await close();
      }
      await close();
      return { before, first, most, after: await resting(browser, page) };
    });
    const of = (form: Form, which: 'ours' | 'floor', what: keyof Opening) =>
      median(found.get(`${form} ${which}`)!.map((one) => one[what]));
    const words = { plain: 'uncompressed', lossless: 'JPEG lossless' };
    const report: Row[] = forms.flatMap((form) => [
      ratioRow(
        `${words[form]}: first pixels, the worker starts`,
        'ms',
        of(form, 'ours', 'first'),
        of(form, 'floor', 'first'),
        {},
      ),
      ratioRow(`${words[form]}: the next image`, 'ms', of(form, 'ours', 'next'), of(form, 'floor', 'next'), {
        atMost: 1.5,
      }),
      limitRow(
        `${words[form]}: longest task of the main thread`,
        'ms',
        of(form, 'ours', 'task'),
        50,
        of(form, 'floor', 'task'),
      ),
    ]);
    return {
      bench: 'image',
      n,
      rows: [
        ...report,
        limitRow(
          'memory after the first study was closed, beyond the page alone',
          'MB',
          memory.first - memory.before,
          undefined,
        ),
        limitRow(
          `most memory while ${studies} more were opened, beyond that`,
          'MB',
          memory.most - memory.first,
          undefined,
        ),
        limitRow(`memory after those ${studies} were closed, beyond that`, 'MB', memory.after - memory.first, 20),
      ],
      notes: [
        `chest X-ray of ${columns}x${rows}, 12 bits; floor: dicom-parser, decode, window and one putImageData on the page itself`,
        ...(packed ? [] : ['dcmtk is not installed: no JPEG lossless']),
      ],
    };
  } finally {
    await browser.close();
    await site.close();
  }
}
