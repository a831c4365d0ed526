import { launchWorker, type StartedWorker } from './launch-worker.js';
import type { ReaderApi } from './reader-api.js';
import { workerSource } from './worker-source.js';

/**
 * Starts the reader's worker and waits until it answers; `early` is given its api at once.
 * @throws DiemcauError `internal/worker-failed`
 */
export function startWorker(
  workerUrl?: string,
  early?: (api: StartedWorker<ReaderApi>['api']) => void,
): Promise<StartedWorker<ReaderApi>> {
  return launchWorker({ url: workerUrl, source: workerSource, own: ownWorker, early });
}

/** In this very form bundlers find the worker and make it a file of its own. */
function ownWorker(): Worker {
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
}
