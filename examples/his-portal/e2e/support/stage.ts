import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
// @ts-expect-error: plain JavaScript of the tool chain, without types
import { browserFlags as flags, findBrowser as find } from '../../../../.config/find-browser.mjs';
import { builtWidgets, startDemo, type Demo, type DemoOptions } from '../../src/start-demo.js';
import { instruments } from './instruments.js';

const browserFlags = flags as string[];
const findBrowser = find as () => string;

/** Somebody at a hospital's PC: a browser profile of its own, and what went wrong in it. */
export interface Seat {
  context: BrowserContext;
  page: Page;
  url: string;
  /** Requests to a host that the page's embedder did not name. */
  strangers: string[];
  /** Violations of the host page's Content-Security-Policy. */
  violations: string[];
  /** Exceptions that nobody caught. */
  exceptions: string[];
}

/** What is otherwise at one seat. */
export interface SeatOptions {
  /** The portal's origin as this PC knows it, unless the demo's own. */
  url?: string;
  /** Another browser than the stage's own. */
  browser?: Browser;
  /** Whether the browser lets pages use camera and microphone; it does unless told. */
  devices?: boolean;
}

/** A running demo with a browser. */
export interface Stage {
  demo: Demo;
  browser: Browser;
  dataDir: string;
  /** Signs a doctor in at a portal, in a browser profile of its own. */
  seat(siteId: string, doctor: RegExp, options?: SeatOptions): Promise<Seat>;
  close(): Promise<void>;
}

const ports = 12;

/** The first of enough free ports in a row. */
async function freePorts(): Promise<number> {
  for (;;) {
    const base = 20_000 + Math.floor(Math.random() * 3_000) * ports;
    const free = await Promise.all(Array.from({ length: ports }, (_, index) => isFree(base + index)));
    if (free.every(Boolean)) return base;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}

/** Starts the demo on fresh data and free ports, and a Chromium with a fake camera. */
export async function openStage({
  onPort,
  flags: more = [],
  ...options
}: Partial<DemoOptions> & {
  /** Told the gateway's own port before it starts. */
  onPort?: (port: number) => void;
  /** Further flags of the browser. */
  flags?: string[];
} = {}): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'diemcau-e2e-'));
  await chmod(dataDir, 0o755);
  const portBase = options.portBase ?? (await freePorts());
  onPort?.(portBase);
  const widgets = process.env['DIEMCAU_WIDGETS'] ?? builtWidgets;
  const demo = await startDemo({ sites: ['22901', '01902'], everyMs: 300, widgets, ...options, portBase, dataDir });
  const browser = await chromium
    .launch({ executablePath: findBrowser(), args: [...browserFlags, ...more] })
    .catch(async (error: unknown) => {
      await demo.stop();
      throw error;
    });
  return {
    demo,
    browser,
    dataDir,
    seat: (siteId, doctor, seating) => takeSeat(seating?.browser ?? browser, demo, siteId, doctor, seating),
    async close() {
      await browser.close();
      await demo.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function takeSeat(
  browser: Browser,
  demo: Demo,
  siteId: string,
  doctor: RegExp,
  { url = demo.portal(siteId).url, devices = true }: SeatOptions = {},
): Promise<Seat> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'vi-VN',
    permissions: devices ? ['camera', 'microphone'] : [],
  });
  const seat: Seat = { context, page: await context.newPage(), url, strangers: [], violations: [], exceptions: [] };
  const named = [url, demo.gatewayUrl, demo.gatewayUrl.replace(/^http/, 'ws')].map((one) => new URL(one).host);
  context.on('request', (request) => {
    const at = new URL(request.url());
    if (!['blob:', 'data:', 'about:'].includes(at.protocol) && !named.includes(at.host))
      seat.strangers.push(request.url());
  });
  context.on('weberror', (error) => seat.exceptions.push(error.error().stack ?? error.error().message));
  await context.exposeBinding('diemcauViolation', (_source, text: string) => void seat.violations.push(text));
  await context.addInitScript(instruments);
  seat.page.setDefaultTimeout(30_000);
  await seat.page.goto(`${url}/his/dang-nhap`);
  await seat.page.getByRole('button', { name: doctor }).click();
  await seat.page.waitForURL(/\/his\/(benh-nhan|hoi-chan)$/);
  return seat;
}
