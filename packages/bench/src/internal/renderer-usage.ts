import { readFile } from 'node:fs/promises';
import type { BrowserContext } from 'playwright-core';

/** Of the living renderers: CPU in ms of all together, peak and present resident memory in MB of the largest (Linux only; NaN elsewhere). */
export async function rendererUsage(context: BrowserContext): Promise<{ cpu: number; peak: number; resident: number }> {
  const browser = context.browser();
  if (!browser || process.platform !== 'linux') return { cpu: Number.NaN, peak: Number.NaN, resident: Number.NaN };
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const states = await Promise.all(renderers.map(({ id }) => readFile(`/proc/${id}/status`, 'utf8').catch(() => '')));
  const largest = (line: string) =>
    Math.max(...states.map((state) => Number(new RegExp(`${line}:\\s+(\\d+) kB`).exec(state)?.[1] ?? 0) / 1000));
  const cpu = renderers.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000;
  return { cpu, peak: largest('VmHWM'), resident: largest('VmRSS') };
}
