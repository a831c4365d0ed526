import { readFile } from 'node:fs/promises';
import type { BrowserContext } from 'playwright-core';

/** CPU in ms and peak resident memory in MB of the living renderers together and of the largest (Linux only; NaN elsewhere). */
export async function rendererUsage(context: BrowserContext): Promise<{ cpu: number; peak: number }> {
  const browser = context.browser();
  if (!browser || process.platform !== 'linux') return { cpu: Number.NaN, peak: Number.NaN };
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const peaks = await Promise.all(
    renderers.map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1000;
    }),
  );
  return { cpu: renderers.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000, peak: Math.max(...peaks) };
}
