import { openBrowser } from './internal/browser.js';
import { generateInsuranceXml } from './internal/generate-insurance-xml.js';
import { rendererUsage } from './internal/renderer-usage.js';
import { limitRow, ratioRow, type Report } from './internal/report.js';
import { bundlePage, serveSite } from './internal/site.js';
import { median } from './internal/statistics.js';
import { traceTasks } from './internal/trace-tasks.js';

interface PageApi {
  load(url: string): Promise<void>;
  read(reader: Reader): Promise<{ ms: number; entries: number }>;
}
type Reader = 'floor' | 'ours';
type Encoding = 'inline' | 'base64';

const bytes = 5_000_000;
const encodings: readonly Encoding[] = ['inline', 'base64'];

/** 5 MB of insurance XML to FHIR in a worker, against saxes making objects of it and nothing else. */
export async function run({ n = 7 }: { n?: number }): Promise<Report> {
  const bundle = (name: string) => bundlePage(new URL(`./pages/${name}.ts`, import.meta.url).pathname);
  const texts = Object.fromEntries(
    encodings.map((encoding) => [`/${encoding}.xml`, generateInsuranceXml(bytes, encoding)]),
  );
  const files = {
    '/': '<!doctype html><script type="module" src="/page.js"></script>',
    '/page.js': await bundle('xml'),
    '/worker.js': await bundle('xml-worker'),
    ...texts,
  };
  const site = await serveSite({ files });
  const browser = await openBrowser();
  try {
    const page = await browser.context.newPage();
    await page.goto(site.origin);
    await page.waitForFunction(() => 'read' in globalThis);
    const figures = new Map<string, { ms: number; cpu: number; task: number; entries: number }[]>();
    for (const encoding of encodings) {
      await page.evaluate((url) => (globalThis as unknown as PageApi).load(url), `/${encoding}.xml`);
      // The first round warms the code of both.
      for (let round = -1; round < n; round++)
        for (const reader of ['floor', 'ours'] as const) {
          const stop = await traceTasks(browser.context);
          const before = await rendererUsage(browser.context);
          const read = await page.evaluate((which) => (globalThis as unknown as PageApi).read(which), reader);
          const after = await rendererUsage(browser.context);
          const task = await stop();
          if (round >= 0)
            figures.set(`${encoding} ${reader}`, [
              ...(figures.get(`${encoding} ${reader}`) ?? []),
              { ...read, cpu: after.cpu - before.cpu, task },
            ]);
        }
    }
    const of = (encoding: Encoding, reader: Reader, what: 'ms' | 'cpu' | 'task' | 'entries') =>
      median(figures.get(`${encoding} ${reader}`)!.map((one) => one[what]));
    return {
      bench: 'xml',
      n,
      rows: [
        ratioRow(
          '5 MB, tables inline: text to FHIR in the worker',
          'ms',
          of('inline', 'ours', 'ms'),
          of('inline', 'floor', 'ms'),
          { atMost: 1.2 },
        ),
        ratioRow('the same, CPU', 'ms', of('inline', 'ours', 'cpu'), of('inline', 'floor', 'cpu'), { atMost: 1.2 }),
        ratioRow(
          '5 MB, tables in base64: text to FHIR in the worker',
          'ms',
          of('base64', 'ours', 'ms'),
          of('base64', 'floor', 'ms'),
          { atMost: 1.2 },
        ),
        ratioRow('the same, CPU', 'ms', of('base64', 'ours', 'cpu'), of('base64', 'floor', 'cpu'), { atMost: 1.2 }),
        limitRow('longest task of the main thread meanwhile', 'ms', of('inline', 'ours', 'task'), 50),
      ],
      notes: [
        `${of('inline', 'ours', 'entries')} FHIR resources; the floor makes objects of the text and maps nothing`,
      ],
    };
  } finally {
    await browser.close();
    await site.close();
  }
}
