import { DiemcauError, type ErrorCode } from '@diemcau/protocol';
import { anySignal } from '../../internal/any-signal.js';
import { maxSource } from '../../internal/text-of-bytes.js';

/** How patient a request is. */
export interface RequestLimits {
  /** Milliseconds without a byte until a request counts as lost. */
  idle: number;
  /** Milliseconds that a server may ask to wait, and that are waited at most in a row. */
  longestWait: number;
  /** Requests that are made for one page. */
  tries: number;
}

/** What the gateway of a busy hospital needs, and a doctor still waits for. */
export const patience: RequestLimits = { idle: 60_000, longestWait: 60_000, tries: 4 };

/** Answers after which the same request may succeed. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * The body of a GET on a FHIR server. Waits as `Retry-After` says where the server is busy; follows no redirect, which could lead to
 * a host that nobody named. Errors carry the status as fact, never the address.
 * @throws DiemcauError `network/unreachable`, `network/timeout`, `network/rate-limited`, `network/aborted`, `auth/token-expired`,
 * `auth/scope-missing`, `request/not-found`, `request/unsupported`, `record/too-large`
 */
export async function serverRequest(
  fetch: typeof globalThis.fetch,
  url: string,
  signal: AbortSignal,
  limits: RequestLimits = patience,
): Promise<ArrayBuffer> {
  let waited = 0;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await once(fetch, url, signal, limits).catch((error: unknown) => DiemcauError.from(error));
    if (answer instanceof ArrayBuffer) return answer;
    const wait = delayOf(answer, attempt);
    waited += wait ?? 0;
    if (wait === undefined || attempt >= limits.tries || waited > limits.longestWait) throw answer;
    await pause(wait, signal);
  }
}

async function once(
  fetch: typeof globalThis.fetch,
  url: string,
  signal: AbortSignal,
  { idle }: RequestLimits,
): Promise<ArrayBuffer> {
  const lost = new AbortController();
  let timer = setTimeout(() => lost.abort(), idle);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => lost.abort(), idle);
  };
  try {
    const response = await fetch(url, {
      headers: { Accept: 'application/fhir+json' },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: anySignal([signal, lost.signal]),
    });
    alive();
    if (!response.ok) throw failureOf(response);
    return await bodyOf(response, alive);
  } catch (error) {
    if (signal.aborted) throw new DiemcauError('network/aborted', { cause: signal.reason });
    if (lost.signal.aborted) throw new DiemcauError('network/timeout', { at: 'server' });
    throw DiemcauError.from(error, 'network/unreachable');
  } finally {
    clearTimeout(timer);
  }
}

async function bodyOf(response: Response, alive: () => void): Promise<ArrayBuffer> {
  const reader = response.body?.getReader();
  if (!reader) return response.arrayBuffer();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts as BlobPart[]).arrayBuffer();
    alive();
    size += value.length;
    if (size > maxSource) {
      void reader.cancel().catch(() => undefined);
      throw new DiemcauError('record/too-large', { facts: { limit: maxSource } });
    }
    parts.push(value);
  }
}

const codes: Readonly<Record<number, ErrorCode>> = {
  401: 'auth/token-expired',
  403: 'auth/scope-missing',
  404: 'request/not-found',
  410: 'request/not-found',
  413: 'record/too-large',
  429: 'network/rate-limited',
  504: 'network/timeout',
};

function failureOf({ status, headers, body }: Response): DiemcauError {
  void body?.cancel().catch(() => undefined);
  const retryAfter = secondsOf(headers.get('Retry-After'));
  const code = codes[status] ?? (status >= 500 && status !== 501 ? 'network/unreachable' : 'request/unsupported');
  return new DiemcauError(code, {
    at: 'server',
    facts: { status },
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** `Retry-After`: seconds, or a date by the server's clock, which may be wrong: never less than nothing. */
function secondsOf(header: string | null): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - Date.now()) / 1_000);
}

/** Milliseconds until the next try; undefined when there shall be none. */
function delayOf({ details, code }: DiemcauError, attempt: number): number | undefined {
  const status = details?.facts?.['status'];
  const busy = typeof status === 'number' ? passing.has(status) : code === 'network/unreachable';
  if (!busy) return undefined;
  return (details?.retryAfter ?? 2 ** attempt / 4) * 1_000;
}

/** @throws DiemcauError `network/aborted` */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DiemcauError('network/aborted', { cause: signal.reason }));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
