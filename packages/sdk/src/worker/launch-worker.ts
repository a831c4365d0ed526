import { DiemcauError } from '@diemcau/protocol';
import { releaseProxy, wrap, type Remote } from 'comlink';
import { trustedWorkerUrl } from '../internal/trusted-types-policy.js';
import { installErrorHandler } from './error-handler.js';

/** A running worker. */
export interface StartedWorker<Api> {
  api: Remote<Api>;
  /** Rejects when the worker dies. */
  failed: Promise<never>;
  stop(): void;
}

/** Where a worker comes from: a URL that the embedder names, its text (the CDN's bundle), or a file beside this one. */
export interface WorkerOrigin<Api = unknown> {
  url?: string;
  source: readonly string[];
  own(): Worker;
  /** Given the api at once: what is asked before the worker runs is answered when it does, if ever. */
  early?(api: Remote<Api>): void;
}

/** A worker that a content security policy forbids says nothing at all: milliseconds until it counts as forbidden. */
const startWithin = 5_000;

/**
 * Starts a worker and waits until it answers.
 * @throws DiemcauError `internal/worker-failed`
 */
export async function launchWorker<Api extends { ready(): true }>(
  origin: WorkerOrigin<Api>,
): Promise<StartedWorker<Api>> {
  installErrorHandler();
  let blobUrl: string | undefined;
  let worker: Worker | undefined;
  try {
    if (origin.url !== undefined) worker = new Worker(trustedWorkerUrl(origin.url), { type: 'module' });
    else if (origin.source.length > 0) {
      blobUrl = URL.createObjectURL(new Blob([...origin.source], { type: 'text/javascript' }));
      worker = new Worker(trustedWorkerUrl(blobUrl), { type: 'module' });
    } else worker = origin.own();
    const failed = failureOf(worker);
    const api = wrap<Api>(worker);
    origin.early?.(api);
    const started = worker;
    await Promise.race([(api as Remote<{ ready(): true }>).ready(), failed, timeout()]);
    return {
      api,
      failed,
      stop() {
        (api as Remote<{ ready(): true }>)[releaseProxy]();
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
