import { createServer as createHttpServer } from 'node:http';
import { createServer, connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
// @ts-expect-error: plain JavaScript of the tool chain, without types
import { browserFlags, findBrowser } from '../../../.config/find-browser.mjs';
import type { Seat } from './call-page.js';
import { startGateway, type Doctor, type SiteId } from './real-gateway.js';

/** A line to the gateway that can be torn. */
async function openLine() {
  const through = new Set<Socket>();
  let port = 0;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      through.add(one);
      one.pipe(other).on('error', () => other.destroy());
      one.on('error', () => other.destroy()).on('close', () => (through.delete(one), other.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const tear = () => through.forEach((one) => one.destroy());
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    /** Where it leads; to nowhere at first. */
    lead: (to: number) => void (port = to),
    tear,
    close: () => new Promise<unknown>((resolve) => (server.close(resolve), tear())),
  };
}

/** An empty page on an origin of its own. */
async function openHome() {
  const server = createHttpServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>HIS</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as { port: number }).port}` };
}

/** A doctor at a page of their hospital. */
export interface Desk {
  page: Page;
  ask<Name extends keyof Seat>(name: Name, ...args: Parameters<Seat[Name]>): Promise<Awaited<ReturnType<Seat[Name]>>>;
  /** Waits until an expression holds in the page; `s` is the consultation's state. */
  until(expression: string, timeout?: number): Promise<void>;
  /** Waits until three more frames of the other end were decoded than now. */
  sees(timeout?: number): Promise<void>;
  /** From now on the hospital refuses tokens. */
  refuse(): void;
}

/** The real gateway behind a line that can be torn, and a browser with pages of the hospitals. */
export async function openCallStage({ turn }: { turn?: { urls: string[]; secret: string } } = {}) {
  const line = await openLine();
  const homes = { '22001': await openHome(), '01019': await openHome(), '48001': await openHome() };
  const origins = Object.fromEntries(Object.entries(homes).map(([site, { origin }]) => [site, origin])) as Record<
    SiteId,
    string
  >;
  const world = await startGateway({ publicUrl: line.url, onPort: line.lead, origins, ...(turn ? { turn } : {}) });
  const script = await build({
    entryPoints: [fileURLToPath(new URL('./call-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    conditions: ['@diemcau/source', 'browser'],
    define: { 'import.meta.url': '""' },
    logLevel: 'error',
  });
  const browser: Browser = await chromium.launch({
    executablePath: (findBrowser as () => string)(),
    args: browserFlags as string[],
  });

  async function seat(doctor: Doctor, { lifetime, at }: { lifetime?: number; at?: Desk } = {}): Promise<Desk> {
    const context = at?.page.context() ?? (await browser.newContext({ permissions: ['camera', 'microphone'] }));
    const page = await context.newPage();
    page.on('pageerror', (error) => process.stderr.write(`${doctor.name}: ${error.stack ?? error.message}\n`));
    let refused = false;
    const tokens = world.tokens(doctor, lifetime === undefined ? {} : { lifetime });
    await page.exposeFunction('askToken', async (jkt: string, audience: string) =>
      refused
        ? { refused: 'auth/token-refused' }
        : { token: await tokens({ jkt, audience, signal: new AbortController().signal }) },
    );
    await page.goto(origins[doctor.site]);
    await page.addScriptTag({ content: script.outputFiles[0]!.text });
    const desk: Desk = {
      page,
      ask: (name, ...args) => page.evaluate(`seat.${name}(...${JSON.stringify(args)})`),
      async until(expression, timeout = 20_000) {
        const look = `(async () => { const s = seat.state(); return Boolean(${expression}); })()`;
        for (const end = Date.now() + timeout; !(await page.evaluate(look)); await setTimeout(50)) {
          if (Date.now() < end) continue;
          const told = await Promise.all([
            desk.ask('state'),
            desk.ask('left'),
            desk.ask('frames'),
            desk.ask('history'),
            desk.ask('network'),
          ]);
          throw new Error(`${doctor.name} waited for ${expression}: ${JSON.stringify(told)}`);
        }
      },
      async sees(timeout) {
        const before = await desk.ask('frames');
        // A connection that was made anew counts from nothing.
        await desk.until(`((n) => n >= 3 && (n < ${before} || n >= ${before + 3}))(await seat.frames())`, timeout);
      },
      refuse: () => void (refused = true),
    };
    const networkKey = world.network.networkKey.thumbprint;
    await desk.ask('start', { gateway: line.url, networkKey, relayOnly: turn !== undefined });
    return desk;
  }

  return {
    world,
    line,
    seat,
    async close() {
      await browser.close();
      for (const { server } of Object.values(homes)) server.close();
      line.tear();
      await world.stop();
      await line.close();
    },
  };
}
