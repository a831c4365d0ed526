import type { BrowserContext } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** CPU of the event's thread, µs. */
  tdur?: number;
  args?: { name?: string };
}

/**
 * Records the tasks of the renderers' main threads until stopped; gives the CPU of the longest in ms. CPU and not wall time: on a busy
 * machine a task also lasts as long as others hold the core.
 */
export async function traceTasks(context: BrowserContext): Promise<() => Promise<number>> {
  const session = await context.browser()!.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['toplevel', '__metadata'], excludedCategories: ['*'] },
    transferMode: 'ReportEvents',
  });
  return async () => {
    const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    const main = new Set(
      events
        .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
        .map(({ pid, tid }) => `${pid} ${tid}`),
    );
    const tasks = events.filter(
      ({ ph, pid, tid, tdur }) => ph === 'X' && tdur !== undefined && main.has(`${pid} ${tid}`),
    );
    return Math.max(0, ...tasks.map(({ tdur }) => tdur!)) / 1000;
  };
}
