import { commandPath, DiemcauError, headers, maxBatchEntries, paths, type WireResource } from '@diemcau/protocol';
import type { Command, Http } from '../internal/session.types.js';
import type { Call } from '../internal/store.types.js';
import { abortable } from '../internal/abortable.js';
import { anySignal } from '../internal/any-signal.js';
import { bodyBytes } from '../internal/body-bytes.js';
import { readBatchAnswer } from './batch-answer.js';
import { errorOfResponse } from './operation-outcome.js';
import { jsonText } from '../internal/json-text.js';

/** What the HTTP client needs. */
export interface HttpDeps {
  /** Gateway without a trailing slash. */
  gateway: string;
  /** Headers that prove who asks, for one request. */
  authorize(request: { method: string; url: string; nonce?: string }, call: Call): Promise<Record<string, string>>;
  /** The token was refused as out of date: get another one. */
  renew(call: Call): Promise<void>;
  fetch: typeof fetch;
}

/** One entry of a batch that waits to be sent; `text` is the entry as JSON. */
interface Entry {
  text: string;
  call: Call;
  resolve(resource: WireResource): void;
  reject(error: DiemcauError): void;
}

/** Milliseconds that an answer may take, and bytes of a body that add one more on a weak line. */
const patience = 15_000;
const bytesPerMs = 8;

/** FHIR over one URL: calls made in the same microtask travel in one batch, so that one preflight serves all. */
export function createHttp({
  gateway,
  authorize,
  renew,
  fetch,
}: HttpDeps): Http & { post(path: string, body: object, call?: Call): Promise<ArrayBuffer>; close(): void } {
  const closing = new AbortController();
  let nonce: string | undefined;
  let waiting: Entry[] = [];

  /** POST with a proof; a stale nonce or token is mended once. `silence` limits a long answer in place of the time for all of it. */
  async function post(path: string, body: string, type: string, call: Call, silence?: Silence): Promise<Response> {
    const url = gateway + path;
    const send = async () => {
      const proof = await authorize({ method: 'POST', url, ...(nonce === undefined ? {} : { nonce }) }, call);
      const limit = silence?.signal ?? AbortSignal.timeout(Math.ceil(patience + body.length / bytesPerMs));
      silence?.broken();
      const signal = anySignal([limit, closing.signal, call.signal]);
      try {
        const response = await fetch(url, {
          method: 'POST',
          body,
          signal,
          headers: { ...proof, 'content-type': type },
        });
        nonce = response.headers.get(headers.dpopNonce) ?? nonce;
        return response;
      } catch (cause) {
        throw new DiemcauError(
          call.signal?.aborted || closing.signal.aborted
            ? 'network/aborted'
            : limit.aborted
              ? 'network/timeout'
              : 'network/unreachable',
          { cause },
        );
      }
    };
    const first = await send();
    if (first.ok) return first;
    const error = await errorOfResponse(first);
    if (error.code === 'auth/token-expired') await renew(call);
    else if (error.code !== 'auth/proof-nonce') throw error;
    const second = await send();
    if (!second.ok) throw await errorOfResponse(second);
    return second;
  }

  async function sendBatch(entries: readonly Entry[]): Promise<void> {
    const cancel = new AbortController();
    const open = new Set(entries);
    for (const entry of entries)
      entry.call.signal?.addEventListener(
        'abort',
        () => void (open.delete(entry) && open.size === 0 && cancel.abort()),
        { once: true, signal: cancel.signal },
      );
    try {
      const response = await post(paths.fhir, batchText(entries.map(({ text }) => text)), 'application/fhir+json', {
        signal: cancel.signal,
      });
      const answers = readBatchAnswer(await response.text(), entries.length);
      entries.forEach((entry, index) => {
        const answer = answers[index] as WireResource | DiemcauError;
        if (answer instanceof DiemcauError) entry.reject(answer);
        else entry.resolve(answer);
      });
    } catch (error) {
      for (const entry of entries) entry.reject(DiemcauError.from(error));
    } finally {
      cancel.abort();
    }
  }

  function flush() {
    const entries = waiting.filter(({ call }) => !call.signal?.aborted);
    waiting = [];
    for (let at = 0; at < entries.length; at += maxBatchEntries)
      void sendBatch(entries.slice(at, at + maxBatchEntries));
  }

  function enqueue(text: string, call: Call): Promise<WireResource> {
    const answer = new Promise<WireResource>((resolve, reject) => {
      if (closing.signal.aborted) return reject(new DiemcauError('network/aborted'));
      if (waiting.push({ text, call, resolve, reject }) === 1) queueMicrotask(flush);
    });
    return abortable(answer, call.signal);
  }

  return {
    read: (url, call = {}) => enqueue(jsonText({ request: { method: 'GET', url } }), call),
    async search(type, parameters, call = {}) {
      const parameter = Object.entries({ _count: '200', ...parameters }).map(([name, valueString]) => ({
        name,
        valueString,
      }));
      const entry = {
        resource: { resourceType: 'Parameters', parameter },
        request: { method: 'POST', url: `${type}/_search` },
      };
      const found: WireResource[] = [];
      for (let text: string | undefined = jsonText(entry); text !== undefined;) {
        const { resources, next } = readSearchset(await enqueue(text, call));
        found.push(...resources);
        text = next === undefined ? undefined : jsonText({ request: { method: 'GET', url: next } });
      }
      return found;
    },
    command: (command, call = {}) => enqueue(commandEntry(command), call),
    async bytes(url, { signal, onBytes } = {}) {
      const silence = limitSilence(patience);
      try {
        const body = batchText([jsonText({ request: { method: 'GET', url } })]);
        const response = await post(paths.fhir, body, 'application/fhir+json', { signal }, silence);
        const heard = (piece: Uint8Array) => {
          silence.broken();
          onBytes?.(piece);
        };
        return await abortable(bodyBytes(response, heard), signal);
      } catch (error) {
        throw silence.signal.aborted ? new DiemcauError('network/timeout', { cause: error }) : error;
      } finally {
        silence.over();
      }
    },
    async post(path, body, call = {}) {
      const response = await post(path, jsonText(body), 'application/json', call);
      return abortable(response.arrayBuffer(), call.signal);
    },
    close: () => closing.abort(),
  };
}

/** Aborts when nothing was heard for a while. */
interface Silence {
  signal: AbortSignal;
  broken(): void;
  over(): void;
}

function limitSilence(ms: number): Silence {
  const limit = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = () => clearTimeout(timer);
  return {
    signal: limit.signal,
    broken() {
      over();
      timer = setTimeout(() => limit.abort(), ms);
    },
    over,
  };
}

function batchText(entries: readonly string[]): string {
  return `{"resourceType":"Bundle","type":"batch","entry":[${entries.join(',')}]}`;
}

/** One page of a searchset. */
function readSearchset(bundle: WireResource): { resources: WireResource[]; next?: string } {
  const { entry = [], link = [] } = bundle as {
    entry?: { resource?: WireResource }[];
    link?: { relation?: string; url?: string }[];
  };
  if (bundle.resourceType !== 'Bundle' || !Array.isArray(entry))
    throw new DiemcauError('network/response-malformed', { at: 'searchset' });
  const resources = entry.flatMap(({ resource }) =>
    typeof resource?.resourceType === 'string' && resource.resourceType !== 'OperationOutcome' ? [resource] : [],
  );
  const next = link.find(({ relation }) => relation === 'next')?.url;
  return next === undefined ? { resources } : { resources, next: next.slice(next.search(/[A-Za-z]+\?_page=/)) };
}

/** The body is JSON text already: put together, not parsed and written again. */
function commandEntry({ name, id, key, body }: Command): string {
  const request = jsonText({ method: 'POST', url: commandPath(name, id) });
  return `{"fullUrl":"urn:uuid:${key}","request":${request},"resource":${body}}`;
}
