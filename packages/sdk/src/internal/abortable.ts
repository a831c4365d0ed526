import { DiemcauError } from '@diemcau/protocol';

/** Settles with the promise, or rejects with `network/aborted` as soon as the signal says so. */
export function abortable<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(new DiemcauError('network/aborted', { cause: signal.reason }));
    // Nobody waits for the promise any more: what becomes of it must not count as forgotten.
    promise.catch(() => undefined);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
