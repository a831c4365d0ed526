import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from 'playwright-core';
import type { RecordFigures } from '../pages/record.js';

/** Milliseconds between two pieces of a slow answer. */
const step = 50;

/** Opens a record by its URL from a server whose line carries so many bytes a second. */
export async function arrival(
  context: BrowserContext,
  {
    page: script,
    worker,
    text,
    bytesPerSecond,
  }: { page: string; worker: string; text: string; bytesPerSecond: number },
): Promise<RecordFigures> {
  const html = '<!doctype html><html lang="vi"><body></body><script type="module" src="/page.js"></script>';
  const files: Record<string, string> = { '/': html, '/page.js': script, '/worker.js': worker };
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.json') ? 'application/json' : 'text/html';
    response.writeHead(path === '/arriving.json' || files[path] !== undefined ? 200 : 404, { 'content-type': type });
    if (path !== '/arriving.json') return void response.end(files[path]);
    const bytes = Buffer.from(text);
    const piece = Math.round((bytesPerSecond * step) / 1000);
    let at = 0;
    const timer = setInterval(() => {
      response.write(bytes.subarray(at, (at += piece)));
      if (at < bytes.length) return;
      clearInterval(timer);
      response.end();
    }, step);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = await context.newPage();
  try {
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}`);
    await page.waitForFunction(() => 'measure' in globalThis);
    return await page.evaluate(() =>
      (globalThis as unknown as { measure(name: string): Promise<RecordFigures> }).measure('arriving'),
    );
  } finally {
    await page.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
