import { readFile } from 'node:fs/promises';
import type { BrowserContext } from 'playwright-core';

/** Highest resident memory in MB that any living renderer ever had (Linux; undefined elsewhere). */
export async function peakMemory(context: BrowserContext): Promise<number | undefined> {
  const browser = context.browser();
  if (!browser || process.platform !== 'linux') return undefined;
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const peaks = await Promise.all(
    processInfo
      .filter(({ type }) => type === 'renderer')
      .map(async ({ id }) => {
        const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
        return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1000;
      }),
  );
  return Math.max(...peaks);
}
