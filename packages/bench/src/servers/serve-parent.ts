/** What the measuring process asks a server that it started. */
export type Ask = 'cpu' | 'memory' | 'stop';
export interface Usage {
  /** Microseconds of CPU, user and system, since the process began. */
  cpu: number;
  /** Bytes resident after a collection. */
  rss: number;
  /** Bytes of live JavaScript objects after a collection. */
  heap: number;
}

/** Answers the parent process about this one's CPU and memory; ends with it. */
export function serveParent(url: string, stop: () => Promise<void> | void): void {
  const { gc } = globalThis as { gc?: () => void };
  const end = () => void Promise.resolve(stop()).finally(() => process.exit(0));
  process.on('disconnect', end);
  process.on('message', (ask: Ask) => {
    if (ask === 'stop') return end();
    if (ask === 'memory') for (let round = 0; round < 3; round++) gc?.();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    process.send!({ cpu: user + system, rss, heap: heapUsed } satisfies Usage);
  });
  process.send!({ url });
}
