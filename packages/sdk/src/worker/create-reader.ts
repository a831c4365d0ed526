import { DiemcauError } from '@diemcau/protocol';
import { transfer, type Remote } from 'comlink';
import { abortable } from '../internal/abortable.js';
import type { RecordSource } from '../internal/record-source.types.js';
import type { AttachmentContent, GivenSource, Reader, RecordSummary } from '../internal/records.types.js';
import { maxSource } from '../internal/text-of-bytes.js';
import { firstPages, firstPagesOf } from './first-pages.js';
import { excerptOf, type Excerpt } from './excerpt.js';
import type { PageNote } from './paged-source.js';
import type { GivenPortable, Look, Portable, ReaderApi } from './reader-api.js';
import { startWorker } from './start-worker.js';
import { jsonText } from '../internal/json-text.js';

type Api = Remote<ReaderApi> | ReaderApi;
type ReadOptions = Parameters<Reader['add']>[2];

/** The reader behind comlink, in a worker where the page allows one and on the main thread where it does not. */
export function createReader({ workerUrl }: { workerUrl?: string } = {}): Reader & { close(): void } {
  let starting: Promise<{ api: Api; failed?: Promise<never>; stop(): void }> | undefined;

  function start(): Promise<{ api: Api; failed?: Promise<never>; stop(): void }> {
    return (starting ??= startWorker(workerUrl, (api) => (starts = api)).catch(
      async (): Promise<{ api: Api; stop(): void }> => {
        const { createReaderApi } = await import('./reader-api.js');
        return { api: createReaderApi(), stop: () => undefined };
      },
    ));
  }

  /** The worker that started last. */
  let starts: Api | undefined;

  /** One question; when the worker dies of it, the next one gets a new worker. */
  async function ask<T>(question: (api: Api) => T | Promise<T>, signal?: AbortSignal): Promise<T> {
    const { api, failed } = await start();
    const answer = Promise.resolve(question(api));
    return abortable(failed ? Promise.race([answer, failed]) : answer, signal).catch((caught: unknown) => {
      const error = DiemcauError.from(caught, 'internal/worker-failed');
      if (error.code === 'internal/worker-failed') starting = undefined;
      throw error;
    });
  }

  /** A first look at the first pages of a source, or at its ends; whether there was one. */
  async function glance(
    of: string | Excerpt,
    { kind: _, look, ...options }: ReadOptions,
    signal?: AbortSignal,
  ): Promise<boolean> {
    void start().catch(() => undefined);
    // Asked before the worker says that it runs: the answer need not wait for the page in between.
    const asked = starts;
    const early = asked && Promise.resolve(asked.glance(of, options));
    early?.catch(() => undefined);
    const found = await ask((api) => (early && api === asked ? early : api.glance(of, options)), signal);
    if (found !== '') look?.(JSON.parse(found) as RecordSummary);
    return found !== '';
  }

  return {
    remember: (reading, before, { signal } = {}) => ask((api) => api.remember(reading, before), signal),
    warm: () => void start().catch(() => undefined),
    early(options, { signal } = {}) {
      const find = firstPagesOf(options.kind);
      // The rest is still on its way meanwhile.
      void start().catch(() => undefined);
      let looked: Promise<boolean> | undefined;
      return {
        take(piece) {
          const first = find(piece);
          if (typeof first === 'string') looked = glance(first, options, signal).catch(() => false);
        },
        looked: () => looked ?? Promise.resolve(false),
      };
    },
    async add(reading, source, options, { signal } = {}) {
      const { kind, look, ...reads } = options;
      let looks = look !== undefined;
      if (looks && typeof source === 'string' && source.length <= maxSource) {
        // Sent ahead: the page shows it while the whole text crosses.
        const first = firstPages(source, kind) ?? (source.length > longText ? excerptOf(source) : undefined);
        if (first !== undefined && (await glance(first, options, signal))) looks = !(await nextTurn());
      }
      const text = await ask(async (api) => {
        const given = await portable(api, source, signal);
        // Dropped meanwhile: what began now would stay.
        if (signal?.aborted) throw new DiemcauError('network/aborted');
        return api.begin(reading, given, kind, reads, looks);
      }, signal);
      const { whole, summary } = JSON.parse(text) as Look;
      if (whole) return summary;
      // Asked first and shown then: the worker reads on while the page renders.
      const rest = ask((api) => api.complete(reading), signal);
      look?.(summary);
      return JSON.parse(await rest) as RecordSummary;
    },
    addPage: async (reading, page, { signal } = {}) =>
      JSON.parse(
        await ask((api) => {
          // Dropped meanwhile: what is added now would stay.
          if (signal?.aborted) throw new DiemcauError('network/aborted');
          return api.addPage(reading, transfer(page, [page]));
        }, signal),
      ) as PageNote,
    readPages: async (reading, { signal, ...options }) =>
      JSON.parse(await ask((api) => api.readPages(reading, options), signal)) as RecordSummary,
    async page(reading, section, { offset, limit, query, filter, signal }) {
      return JSON.parse(
        await ask((api) => api.page(reading, section, offset, limit, query, filter), signal),
      ) as Awaited<ReturnType<Reader['page']>>;
    },
    async look(reading, what, options, { signal } = {}) {
      return JSON.parse(await ask((api) => api.look(reading, what, options), signal)) as never;
    },
    seen: (reading, { signal } = {}) => ask((api) => api.seen(reading), signal),
    async results(reading, question, { signal } = {}) {
      return JSON.parse(await ask((api) => api.results(reading, question), signal)) as never;
    },
    async attachment(reading, entryKey, { signal } = {}) {
      const found = JSON.parse(await ask((api) => api.attachment(reading, entryKey), signal)) as {
        contentType: string;
        title?: string;
        data?: string;
        url?: string;
      };
      const { contentType, title, data, url } = found;
      if (data !== undefined)
        return { contentType, title, bytes: Uint8Array.from(atob(data), (char) => char.charCodeAt(0)) };
      if (url === undefined) throw new DiemcauError('request/not-found', { at: 'attachment' });
      return { contentType, title, url } satisfies AttachmentContent;
    },
    async reveal(reading, shown, { signal } = {}) {
      const text = await ask((api) => api.reveal(reading, shown), signal);
      return text === '' ? undefined : (JSON.parse(text) as RecordSummary);
    },
    drop: (reading) => void starting?.then(({ api }) => api.drop(reading)).catch(() => undefined),
    async prefill(source, { signal } = {}) {
      return JSON.parse(await ask(async (api) => api.prefill(await portable(api, source, signal)), signal)) as Awaited<
        ReturnType<Reader['prefill']>
      >;
    },
    copy: (sources, kind, options, { signal } = {}) =>
      ask(async (api) => api.copy(await allPortable(api, sources, signal), kind, options), signal),
    hash: (sources, { signal } = {}) => ask(async (api) => api.hash(await allPortable(api, sources, signal)), signal),
    shareDocument: (source, meta, { signal } = {}) => ask((api) => api.shareDocument(source, meta), signal),
    close() {
      void starting?.then(({ stop }) => stop()).catch(() => undefined);
      starting = undefined;
    },
  };
}

/** Characters from which a look at the ends of a text comes sooner than one at all of it. */
const longText = 1_000_000;

/** What was published is rendered before the next turn. */
const nextTurn = () => new Promise<true>((resolve) => setTimeout(resolve, 0, true));

/** Characters that cross at once: some milliseconds of the page. */
const partSize = 2_000_000;
/** Entries of a parsed Bundle that are written out at once. */
const partEntries = 1_000;

/**
 * A source on its way to the reader. Bytes and files cross cheaply; text is copied, part by part where it is long; a parsed object is
 * written out first, a copy by structured clone would cost more. What is too large for the reader does not cross at all.
 */
async function portable(api: Api, source: RecordSource | ArrayBuffer, signal?: AbortSignal): Promise<Portable> {
  if (source instanceof ArrayBuffer) return transfer(source, [source]);
  const size = source instanceof Blob ? source.size : typeof source === 'string' ? source.length : 0;
  if (size > maxSource) throw new DiemcauError('record/too-large', { facts: { limit: maxSource } });
  if (source instanceof Blob || (typeof source === 'string' && size <= partSize)) return source;
  const parts = crypto.randomUUID();
  try {
    let crossed = 0;
    for (const part of partsOf(source)) {
      crossed += part.length;
      if (crossed > maxSource) throw new DiemcauError('record/too-large', { facts: { limit: maxSource } });
      void Promise.resolve(api.part(parts, part)).catch(() => undefined);
      await nextTurn();
      if (signal?.aborted) throw new DiemcauError('network/aborted');
    }
    return { parts };
  } catch (error) {
    void Promise.resolve(api.part(parts)).catch(() => undefined);
    throw error;
  }
}

/** One after the other: long ones cross part by part. */
async function allPortable(api: Api, sources: readonly GivenSource[], signal?: AbortSignal): Promise<GivenPortable[]> {
  const given: GivenPortable[] = [];
  for (const { source, ...rest } of sources) given.push({ source: await portable(api, source, signal), ...rest });
  return given;
}

/** JSON text in parts, none of which holds the page for long. */
function* partsOf(source: Exclude<RecordSource, Blob>): Generator<string> {
  if (typeof source === 'string') {
    for (let at = 0; at < source.length; at += partSize) yield source.slice(at, at + partSize);
    return;
  }
  const { entry, ...bundle } = source as { entry?: unknown };
  if (!Array.isArray(entry) || entry.length <= partEntries || 'toJSON' in source) return yield jsonText(source);
  yield `${jsonText(bundle).slice(0, -1)},"entry":[`;
  for (let at = 0; at < entry.length; at += partEntries)
    yield (at === 0 ? '' : ',') + jsonText(entry.slice(at, at + partEntries)).slice(1, -1);
  yield ']}';
}
