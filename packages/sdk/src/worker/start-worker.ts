import { DiemcauError } from '@diemcau/protocol';
import { releaseProxy, wrap, type Remote } from 'comlink';
import { trustedWorkerUrl } from '../internal/trusted-types-policy.js';
import { installErrorHandler } from './error-handler.js';
import type { ReaderApi } from './reader-api.js';
import { workerSource } from './worker-source.js';

/** A running worker. */
export interface StartedWorker {
  api: Remote<ReaderApi>;
  /** Rejects when the worker dies. */
  failed: Promise<never>;
  stop(): void;
}

/** A worker that a content security policy forbids says nothing at all: milliseconds until it counts as forbidden. */
const startWithin = 5_000;

/**
 * Starts the worker and waits until it answers.
 * @throws DiemcauError `internal/worker-failed`
 */
export async function startWorker(workerUrl?: string): Promise<StartedWorker> {
  installErrorHandler();
  let blobUrl: string | undefined;
  let worker: Worker | undefined;
  try {
    if (workerUrl !== undefined) worker = new Worker(trustedWorkerUrl(workerUrl), { type: 'module' });
    else if (workerSource.length > 0) {
      blobUrl = URL.createObjectURL(new Blob([...workerSource], { type: 'text/javascript' }));
      worker = new Worker(trustedWorkerUrl(blobUrl), { type: 'module' });
    } else worker = ownWorker();
    const failed = failureOf(worker);
    const api = wrap<ReaderApi>(worker);
    const started = worker;
    await Promise.race([api.ready(), failed, timeout()]);
    return {
      api,
      failed,
      stop() {
        api[releaseProxy]();
        started.terminate();
      },
    };
  } catch (cause) {
    worker?.terminate();
    throw DiemcauError.from(cause, 'internal/worker-failed');
  } finally {
    if (blobUrl !== undefined) URL.revokeObjectURL(blobUrl);
  }
}

/** In this very form bundlers find the worker and make it a file of its own. */
function ownWorker(): Worker {
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
}

function failureOf(worker: Worker): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new DiemcauError('internal/worker-failed'));
    };
    worker.onmessageerror = () => reject(new DiemcauError('internal/worker-failed'));
  });
  failed.catch(() => undefined);
  return failed;
}

function timeout(): Promise<never> {
  return new Promise((_, reject) =>
    setTimeout(() => reject(new DiemcauError('internal/worker-failed', { at: 'start' })), startWithin),
  );
}
