import { DiemcauError, isAccessReason } from '@diemcau/protocol';
import { createStore } from '../internal/create-store.js';
import type { RecordSource } from '../internal/record-source.types.js';
import type { Reader, RecordSummary } from '../internal/records.types.js';
import type { PageNote } from '../worker/paged-source.js';
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
  /** `from`: the hospital that the source is of, where the embedder named it. */
  add(source: RecordSource | ArrayBuffer, kind: 'source' | 'batch', early?: Early, from?: string): Promise<void>;
  /** Takes in a page of a server's answers. */
  addPage(page: ArrayBuffer): Promise<PageNote>;
  /** Shows the newest of the pages so far; nothing while an earlier source or reading is shown whole. */
  lookAtPages(): Promise<void>;
  /** Reads all pages as one source. */
  readPages(options: { from?: string; unread: readonly string[]; incomplete: boolean }): Promise<void>;
  /** A first look at a source that is still on its way; given to `add` with the whole. */
  early(kind: 'source' | 'batch'): Early;
  publish(patch: Partial<RecordStoreState>): void;
  /** Forgets what was added: another source takes the place of a broken one. */
  clear(): void;
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

/** A record store with what its maker does with it. */
export interface OwnedRecordStore extends RecordStore {
  dispose(): void;
  poke(): void;
  /** Access is over: nothing of it stays. */
  end(): void;
  /** The reason that was given has reached the gateway. */
  reported(): void;
}

/** A record in the reader; where it comes from is the caller's `load`. */
export function createRecordStore(
  { reader, http, session, fetch, locale }: Pick<RecordDeps, 'reader' | 'http' | 'session' | 'fetch' | 'locale'>,
  load: (reading: Reading) => Promise<void>,
  {
    base,
    memory,
    access = createAccessReporter(),
  }: { /** Of its attachments. */ base?: string; memory?: LookMemory; access?: AccessReporter } = {},
): OwnedRecordStore {
  const store = createStore<RecordStoreState>({ status: 'idle', ...nothing() });
  let source = load;
  let running: { name: string; ending: AbortController } | undefined;
  /** A reason was given while the record is open. */
  let glass: 'whole' | 'broken' = 'whole';

  const mayReadRestricted = () => session.current?.scopes.includes('record.restricted') ?? false;
  const shown = () => mayReadRestricted() || glass === 'broken';

  /** What is said of the restricted part beside a summary. */
  function restrictedOf({ sections }: Pick<RecordStoreState, 'sections'>): Partial<RecordStoreState> {
    const { restricted: before } = store.snapshot;
    const masked = Object.values(sections).reduce((sum, section) => sum + (section.masked ?? 0), 0);
    const restricted =
      glass === 'broken' && before
        ? { ...before, shown: true }
        : masked > 0
          ? { count: masked, shown: false }
          : undefined;
    return { mayReadRestricted: mayReadRestricted(), restricted };
  }

  /** Shows or masks what is restricted in what was read already. */
  async function settle(): Promise<void> {
    const own = running;
    if (!own) return;
    const summary = await reader.reveal(own.name, shown(), { signal: own.ending.signal });
    if (summary && own === running) store.publish({ ...summary, ...restrictedOf(summary) });
  }

  const stopMe = session.onMe(() => {
    if (mayReadRestricted() !== (store.snapshot.mayReadRestricted ?? false)) void settle().catch(() => undefined);
  });

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
    store.publish({ status: 'loading', error: undefined, progress: { read: 0 }, missing: undefined });
    const current = () => own === running && !own.ending.signal.aborted;
    let settled = false;
    const here = (from?: string) => ({
      ...(session.current ? { ownSite: session.current.siteId } : {}),
      ...(locale === undefined ? {} : { locale }),
      ...(from === undefined ? {} : { from }),
    });
    // Neither total nor account: those are of the whole. What was read whole before stays until it is again.
    const look = ({ patient, sections, overview, source }: RecordSummary) =>
      !settled &&
      store.snapshot.total === 0 &&
      reading.publish({ patient, sections, overview, source, ...restrictedOf({ sections }) });
    const remember = async () => {
      const before = await memory?.before();
      if (before) await reader.remember(own.name, before, call);
    };
    const took = (summary: RecordSummary) => {
      reading.publish({ ...summary, ...restrictedOf(summary), progress: { read: summary.total } });
      reading.read++;
    };
    const call = { signal: own.ending.signal };
    const reading: Reading = {
      signal: own.ending.signal,
      read: 0,
      publish: (patch) => current() && store.publish(patch),
      clear() {
        reader.drop(own.name);
        reading.read = 0;
      },
      early: (kind) => reader.early({ kind, ...here(), look }, call),
      async add(one, kind, early, from) {
        await remember();
        const looked = await early?.looked();
        if (shown()) await reader.reveal(own.name, true, call);
        const options = { kind, ...here(from) };
        took(await reader.add(own.name, one, looked ? options : { ...options, look }, call));
      },
      addPage: (page) => reader.addPage(own.name, page, call),
      async lookAtPages() {
        if (store.snapshot.total === 0)
          look(await reader.readPages(own.name, { ...here(), whole: false, incomplete: true, ...call }));
      },
      async readPages({ from, ...options }) {
        await remember();
        if (shown()) await reader.reveal(own.name, true, call);
        took(await reader.readPages(own.name, { ...here(from), ...options, whole: true, ...call }));
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
          ...(status === 'ended' || error.code === 'record/patient-conflict'
            ? { ...nothing(), missing: undefined, restricted: undefined }
            : failedSections(store.snapshot)),
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
    async results(question, call) {
      if (!running) throw new DiemcauError('record/share-ended');
      return reader.results(running.name, question, call);
    },
    load(given, call) {
      source = (reading) => reading.add(given, 'source');
      glass = 'whole';
      access.reopened();
      store.publish({ ...nothing(), restricted: undefined, lastAccess: undefined });
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
      if (!isAccessReason(reason)) throw new DiemcauError('request/invalid', { at: 'reason' });
      const { restricted, sections } = store.snapshot;
      if (!restricted || restricted.shown) return { status: 'done', value: undefined };
      const masked = Object.entries(sections).flatMap(([name, section]) => (section.masked ? [name] : []));
      // The report first: what nobody was told of is not shown.
      const result = await access.breakGlass(reason.trim(), masked, call);
      glass = 'broken';
      const report = result.status === 'done' ? 'sent' : 'queued';
      store.publish({
        restricted: { ...restricted, shown: true, report },
        lastAccess: { action: 'break-glass', sections: masked },
      });
      await settle();
      return result;
    },
    reported() {
      const { restricted } = store.snapshot;
      if (restricted?.report === 'queued') store.publish({ restricted: { ...restricted, report: 'sent' } });
    },
    copy: async (kind, call) =>
      (await import('./copies/copy-record.js')).copyRecord({ reader, session }, source, store.snapshot, kind, call),
    trace: async (call) =>
      (await import('./copies/copy-record.js')).traceRecord({ reader, session }, source, store.snapshot, call),
    poke,
    end() {
      wipe();
      glass = 'whole';
      store.publish({
        status: 'ended',
        ...nothing(),
        progress: undefined,
        share: undefined,
        missing: undefined,
        restricted: undefined,
        offline: undefined,
        lastAccess: undefined,
      });
    },
    release: () => undefined,
    dispose() {
      stopMe();
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
