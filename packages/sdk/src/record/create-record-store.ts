import { DiemcauError } from '@diemcau/protocol';
import { createStore } from '../internal/create-store.js';
import type { RecordSource } from '../internal/record-source.types.js';
import type { Reader, RecordSummary } from '../internal/records.types.js';
import type { Call } from '../internal/store.types.js';
import { createAccessReporter, type AccessReporter } from './access/create-access-reporter.js';
import { emptySections } from './empty-sections.js';
import { fetchAttachment } from './fetch-attachment.js';
import type { LookMemory } from './look-memory.js';
import type { RecordDeps } from './record-deps.types.js';
import type { RecordStore, RecordStoreState } from './record.types.js';

/** What looks at the pieces of a source. */
export type Early = ReturnType<Reader['early']>;

/** A store's own hold on the reader: what it reads, wipes and fetches. */
export interface Reading {
  /** Signal of the reading in progress; a newer one ends it. */
  signal: AbortSignal;
  add(source: RecordSource | ArrayBuffer, kind: 'source' | 'batch', early?: Early): Promise<void>;
  /** A first look at a source that is still on its way; given to `add` with the whole. */
  early(kind: 'source' | 'batch'): Early;
  publish(patch: Partial<RecordStoreState>): void;
  read: number;
}

const nothing = (): RecordSummary => ({
  patient: undefined,
  sections: emptySections(),
  overview: undefined,
  news: undefined,
  setAside: [],
  notDisplayed: {},
  total: 0,
  source: undefined,
});

/** A record in the reader; where it comes from is the caller's `load`. */
export function createRecordStore(
  { reader, http, session, fetch }: Pick<RecordDeps, 'reader' | 'http' | 'session' | 'fetch'>,
  load: (reading: Reading) => Promise<void>,
  {
    base,
    memory,
    access = createAccessReporter(),
  }: { /** Of its attachments. */ base?: string; memory?: LookMemory; access?: AccessReporter } = {},
): RecordStore & { dispose(): void; poke(): void; end(): void } {
  const store = createStore<RecordStoreState>({ status: 'idle', ...nothing() });
  let source = load;
  let running: { name: string; ending: AbortController } | undefined;

  function wipe() {
    running?.ending.abort();
    if (running) reader.drop(running.name);
    running = undefined;
  }

  async function reload({ signal }: Call = {}): Promise<void> {
    const before = running;
    const own = (running = { name: crypto.randomUUID(), ending: new AbortController() });
    before?.ending.abort();
    const stop = () => own.ending.abort();
    signal?.addEventListener('abort', stop, { once: true });
    store.publish({ status: 'loading', error: undefined, progress: { read: 0 } });
    const current = () => own === running && !own.ending.signal.aborted;
    let settled = false;
    const options = (kind: 'source' | 'batch') => {
      const ownSite = session.current?.siteId;
      return {
        kind,
        ...(ownSite === undefined ? {} : { ownSite }),
        // Neither total nor account: those are of the whole. What was read whole before stays until it is again.
        look: ({ patient, sections, overview, source }: RecordSummary) =>
          !settled && store.snapshot.total === 0 && reading.publish({ patient, sections, overview, source }),
      };
    };
    const call = { signal: own.ending.signal };
    const reading: Reading = {
      signal: own.ending.signal,
      read: 0,
      publish: (patch) => current() && store.publish(patch),
      early: (kind) => reader.early(options(kind), call),
      async add(one, kind, early) {
        const { look, ...rest } = options(kind);
        const before = await memory?.before();
        if (before) await reader.remember(own.name, before, call);
        const looked = await early?.looked();
        const summary = await reader.add(own.name, one, looked ? rest : { ...rest, look }, call);
        reading.publish({ ...summary, progress: { read: summary.total } });
        reading.read++;
      },
    };
    try {
      await source(reading);
      if (reading.read > 0) reading.publish({ status: 'ready', progress: undefined });
      if (memory && current()) void reader.seen(own.name).then(memory.saw, () => undefined);
    } catch (caught) {
      settled = true;
      const error = DiemcauError.from(caught, 'record/malformed');
      if (current()) {
        const status =
          error.code === 'record/share-ended' ? 'ended' : error.code === 'record/not-shared' ? 'not-shared' : 'failed';
        store.publish({
          status,
          error,
          progress: undefined,
          ...(status === 'ended' ? nothing() : failedSections(store.snapshot)),
        });
      }
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      if (before) reader.drop(before.name);
      if (!current()) reader.drop(own.name);
    }
  }

  const poke = () => void reload().catch(() => undefined);

  return {
    get snapshot() {
      return store.snapshot;
    },
    subscribe: store.subscribe,
    async page(section, options) {
      if (!running) return [];
      return reader.page(running.name, section, options);
    },
    async look(what, ask, call) {
      if (!running) throw new DiemcauError('record/share-ended');
      return reader.look(running.name, what, ask, call);
    },
    load(given, call) {
      source = (reading) => reading.add(given, 'source');
      store.publish(nothing());
      return reload(call);
    },
    reload,
    async attachment(entryKey, call = {}) {
      if (!running) throw new DiemcauError('record/share-ended');
      return fetchAttachment({ http, fetch, base }, await reader.attachment(running.name, entryKey, call), call);
    },
    accessed({ action, sections }) {
      const news = access.tell(action, sections);
      if (news.length > 0) store.publish({ lastAccess: { action, sections: news } });
    },
    async breakGlass(reason, call) {
      await access.breakGlass(reason, [], call);
      throw new DiemcauError('request/unsupported');
    },
    poke,
    end() {
      wipe();
      store.publish({ status: 'ended', ...nothing(), progress: undefined, share: undefined });
    },
    release: () => undefined,
    dispose() {
      access.dispose();
      wipe();
    },
  };
}

/** What was not read must not look like "nothing found": without any reading, every section failed. */
function failedSections({ total, sections }: RecordStoreState): Partial<RecordStoreState> {
  if (total > 0) return {};
  // The reason that they had (being read) is none any more.
  const failed = Object.entries(sections).map(([section, one]) => [
    section,
    { ...one, state: 'failed' as const, reason: undefined },
  ]);
  return { sections: Object.fromEntries(failed) as RecordStoreState['sections'] };
}
