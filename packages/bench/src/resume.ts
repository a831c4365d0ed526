import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
// @ts-expect-error: plain JavaScript of the tool chain, without types
import { browserFlags, findBrowser } from '../../../.config/find-browser.mjs';
import { limitRow, type Report, type Row } from './internal/report.js';
import { bundlePage } from './internal/site.js';
import { median, quantile } from './internal/statistics.js';
import { noLineBecause, openLine, type Line, type LineShape } from './line/open-line.js';
import type { Arrival, Told } from './pages/resume/page.js';
import { originOf, startGatewayNetwork, type GatewayNetwork } from './relay/gateway-network.js';

interface PageApi {
  open(gateway: string, networkKey: string, caseId: string): void;
  join(): Promise<void>;
  tell(): Told;
}
/** The page's own; named in what runs there. */
declare const seat: PageApi;

/** 300 ms round trip, 5 % lost in bursts of 3, 1 Mbit/s. */
const poor: LineShape = { delay: 150, jitter: 30, loss: 0.05, burst: 3, rate: 1_000_000 };
/** An address that Chromium's ICE sees about 2 s late on Linux: the goals allow for it. */
const faults = [
  { name: 'clean, cut 5 s', line: {}, seconds: 5, audio: 1_000, video: 1_500 },
  { name: 'clean, cut 15 s', line: {}, seconds: 15, audio: 1_000, video: 1_500 },
  { name: 'clean, cut 30 s', line: {}, seconds: 30, audio: 1_000, video: 1_500 },
  { name: 'clean, other address', line: {}, audio: 2_500 },
  { name: 'poor, cut 5 s', line: poor, seconds: 5, audio: 2_000, video: 3_000 },
  { name: 'poor, cut 15 s', line: poor, seconds: 15, audio: 2_000, video: 3_000 },
  { name: 'poor, cut 30 s', line: poor, seconds: 30, audio: 2_000, video: 3_000 },
  { name: 'poor, other address', line: poor, audio: 4_000 },
] satisfies { name: string; line: LineShape; seconds?: number; audio: number; video?: number }[];

/** Milliseconds after which a call counts as lost for good. */
const patience = 60_000;
/** Milliseconds for which a picture is waited for where none is promised. */
const pictureWithin = 10_000;
/** Milliseconds that a call runs undisturbed before each fault. */
const settled = 4_000;

interface Resumed {
  audio: number;
  /** Undefined when the line was too poor for a picture. */
  video?: number;
  /** Fault to the first word of it on the island's screen; undefined when it went by unnoticed. */
  noticed?: number;
}

/** A person at a page inside a namespace; the page itself comes from nowhere, the person's hospital is played by the browser. */
async function takeSeat(namespace: string, siteId: string, folder: string, script: string) {
  const wrapper = join(folder, `${namespace}.sh`);
  await writeFile(wrapper, `#!/bin/sh\nexec ip netns exec ${namespace} ${(findBrowser as () => string)()} "$@"\n`);
  await chmod(wrapper, 0o755);
  const browser: Browser = await chromium.launch({
    executablePath: wrapper,
    args: [...(browserFlags as string[]), '--disable-features=LocalNetworkAccessChecks'],
  });
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  await context.route(`${originOf(siteId)}/`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>HIS</title>' }),
  );
  return {
    page,
    async open(network: GatewayNetwork, caseId: string, name: string, sub: string) {
      await page.exposeFunction('askToken', (jkt: string, audience: string) =>
        network.tokenFor({ siteId, sub, name }, jkt, audience),
      );
      await page.goto(`${originOf(siteId)}/`);
      await page.addScriptTag({ type: 'module', content: script });
      await page.waitForFunction(() => 'seat' in globalThis);
      await page.evaluate(([url, key, id]) => seat.open(url, key, id), [
        network.url,
        network.networkKey,
        caseId,
      ] as const);
    },
    close: () => browser.close(),
  };
}
type Seat = Awaited<ReturnType<typeof takeSeat>>;

const tellAll = (pages: readonly Page[]) => Promise.all(pages.map((page) => page.evaluate(() => seat.tell())));

/** When something of a kind first arrived after a moment. */
function firstAfter(arrivals: readonly Arrival[], kind: 'packets' | 'frames', moment: number): number | undefined {
  for (let i = 1; i < arrivals.length; i++) {
    const [was, is] = [arrivals[i - 1]!, arrivals[i]!];
    if (is.at > moment && is[kind] !== was[kind] && is[kind] > 0) return is.at;
  }
  return undefined;
}

/** Breaks the line and waits until both ends hear and see again. */
async function breakOnce(
  line: Line,
  pages: readonly Page[],
  fault: { line: LineShape; seconds?: number; video?: number },
): Promise<Resumed | undefined> {
  await tellAll(pages);
  let begun: number;
  let healed: number;
  if (fault.seconds === undefined) begun = healed = await line.changeAddress();
  else {
    begun = await line.shape({ cut: true });
    await pause(fault.seconds * 1000);
    healed = await line.shape(fault.line);
  }
  const all: Told[] = pages.map(() => ({ arrivals: [], statuses: [], happened: [] }));
  for (const end = Date.now() + patience; Date.now() < end; await pause(250)) {
    for (const [i, told] of (await tellAll(pages)).entries()) {
      all[i]!.arrivals.push(...told.arrivals);
      all[i]!.statuses.push(...told.statuses);
      all[i]!.happened.push(...told.happened);
    }
    // An address change lets what is under way still arrive.
    const from = fault.seconds === undefined ? healed + 400 : healed;
    const heard = all.map(({ arrivals }) => firstAfter(arrivals, 'packets', from));
    const seen = all.map(({ arrivals }) => firstAfter(arrivals, 'frames', from));
    if (heard.includes(undefined)) continue;
    if (seen.includes(undefined) && (fault.video !== undefined || Date.now() < healed + pictureWithin)) continue;
    if (process.env['BENCH_DEBUG']) explain(all, healed);
    const word = all[0]!.statuses.find(({ at, status, trouble }) => at > begun && (trouble || status !== 'joined'));
    return {
      audio: Math.max(...(heard as number[])) - healed,
      ...(seen.includes(undefined) ? {} : { video: Math.max(...(seen as number[])) - healed }),
      ...(word ? { noticed: word.at - begun } : {}),
    };
  }
  explain(all, healed);
  return undefined;
}

/** What both ends went through, seconds from the heal. */
function explain(all: readonly Told[], healed: number): void {
  for (const [i, { happened, arrivals }] of all.entries()) {
    for (const { at, what } of happened) console.error(`${i} ${((at - healed) / 1000).toFixed(2)} ${what}`);
    console.error(
      `${i} arrivals after: ${arrivals
        .filter(({ at }) => at > healed)
        .slice(0, 5)
        .map(({ at, packets, frames }) => `${((at - healed) / 1000).toFixed(2)}:${packets}/${frames}`)
        .join(' ')}`,
    );
  }
}

const p95 = (figures: readonly number[]) => quantile(figures, 0.95);

/**
 * A call between an island and the mainland, whose gateway and other end lie behind one line that is cut and healed: from the heal until
 * sound and picture are back at both ends. The island's signalling goes through the same line.
 */
export async function run({ n = 10 }: { n?: number }): Promise<Report> {
  const reason = await noLineBecause();
  if (reason) return { bench: 'resume', n: 0, rows: [], notes: [`not run: ${reason}`] };
  const only = process.env['BENCH_ONLY'];
  const folder = await mkdtemp(join(tmpdir(), 'diemcau-bench-'));
  await chmod(folder, 0o755);
  const script = await bundlePage(new URL('./pages/resume/page.ts', import.meta.url).pathname);
  const line = await openLine();
  let network: GatewayNetwork | undefined;
  const seats: Seat[] = [];
  try {
    network = await startGatewayNetwork({
      namespace: line.namespaces[1],
      address: line.address,
      controlAddress: line.controlAddress,
    });
    const [lan, minh] = [await network.person('22901'), await network.person('01902')];
    const caseId = await network.startCase(lan, minh);
    seats.push(await takeSeat(line.namespaces[0], '22901', folder, script));
    seats.push(await takeSeat(line.namespaces[1], '01902', folder, script));
    for (const [i, someone] of [lan, minh].entries())
      await seats[i]!.open(network, caseId, someone.who.name, someone.who.sub);
    const pages = seats.map(({ page }) => page);
    await Promise.all(pages.map((page) => page.evaluate(() => seat.join())));

    const rows: Row[] = [];
    const notes: string[] = [];
    const noticed: number[] = [];
    for (const fault of faults) {
      if (only && !fault.name.includes(only)) continue;
      const figures: Resumed[] = [];
      let lost = 0;
      await line.shape(fault.line);
      for (let round = 0; round < n; round++) {
        await pause(settled);
        const resumed = await breakOnce(line, pages, fault);
        if (!resumed) lost++;
        else figures.push(resumed);
        if (resumed?.noticed !== undefined) noticed.push(resumed.noticed);
      }
      const audio = figures.map((one) => one.audio);
      const video = figures.flatMap((one) => one.video ?? []);
      const spread = (all: readonly number[]) =>
        `median ${median(all).toFixed(0)} p95 ${p95(all).toFixed(0)} max ${Math.max(...all).toFixed(0)} ms`;
      notes.push(`${fault.name}, n = ${n}: audio ${spread(audio)}; video ${spread(video)}; never back: ${lost}`);
      const back = (row: Row): Row => (lost ? { ...row, met: false } : row);
      rows.push(back(limitRow(`${fault.name}: audio back, p95`, 'ms', p95(audio), fault.audio)));
      if (fault.video !== undefined)
        rows.push(back(limitRow(`${fault.name}: picture back, p95`, 'ms', p95(video), fault.video)));
    }
    if (noticed.length > 0) rows.push(limitRow('notice of trouble, p95', 'ms', p95(noticed), 3_000));
    return { bench: 'resume', n, rows, notes };
  } finally {
    for (const one of seats) await one.close();
    await network?.stop();
    await line.close();
    await rm(folder, { recursive: true, force: true });
  }
}
