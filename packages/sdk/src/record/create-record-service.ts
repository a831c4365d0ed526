import { DiemcauError } from '@diemcau/protocol';
import { createShared } from '../internal/shared.js';
import { createRecordStore } from './create-record-store.js';
import { dropSource, keepSource } from './kept-source.js';
import { loadShared } from './load-shared.js';
import type { RecordDeps } from './record-deps.types.js';
import type { RecordService, RecordStore } from './record.types.js';
import { shareRecord } from './share-record.js';
import { withMemory } from './with-memory.js';

/** Records: of a case, of a URL on the embedder's origin, of a source given. The last two need no gateway. */
export function createRecordService(given: RecordDeps): RecordService & { close(): void } {
  const keep = withMemory(given.keep);
  const deps: RecordDeps = { ...given, keep };
  deps.session.onAccessLost(({ code }) => code !== 'auth/token-refused' && keep.clear());
  const shared = createShared<RecordStore>();
  let sources = 0;

  function ofCase(caseId: string) {
    const store = createRecordStore(deps, (reading) => loadShared(deps, caseId, reading));
    const { session, outbox } = deps;
    const leave = [
      session.onEvent((event) => {
        if (!('caseId' in event) || event.caseId !== caseId) return;
        if (event.kind === 'share-ended') store.end();
        else if (event.kind === 'case' && event.what === 'record') store.poke();
      }),
      session.onResync(store.poke),
      session.onAccessLost(store.end),
      outbox.onChange(({ caseId: of, command, kind }) => {
        if (of !== caseId || command.name !== 'record.share' || kind !== 'sent') return;
        void dropSource(deps.keep, caseId).then(store.poke, () => undefined);
      }),
      endInTime(store, () => session.now()),
    ];
    store.poke();
    const dispose = () => {
      for (const stop of leave) stop();
      store.dispose();
    };
    return Object.create(store, { dispose: { value: dispose } }) as typeof store;
  }

  function ofUrl(src: string) {
    const base = new URL(src, globalThis.location?.href).href;
    const store = createRecordStore(
      deps,
      async (reading) => {
        const response = await deps.fetch(base, { credentials: 'same-origin', signal: reading.signal }).catch((cause: unknown) => {
          throw new DiemcauError('network/unreachable', { cause });
        });
        if (!response.ok) throw new DiemcauError(response.status === 404 ? 'request/not-found' : 'network/unreachable', { facts: { status: response.status } });
        await reading.add(await response.arrayBuffer(), 'source');
      },
      base,
    );
    store.poke();
    return store;
  }

  return {
    open(of) {
      if ('caseId' in of) return shared.acquire(`case\n${of.caseId}`, () => ofCase(of.caseId));
      if ('src' in of) return shared.acquire(`src\n${of.src}`, () => ofUrl(of.src));
      return shared.acquire(`source\n${sources++}`, () => {
        const store = createRecordStore(deps, (reading) => reading.add(of.source, 'source'));
        store.poke();
        return store;
      });
    },
    attach: (caseId, source) => keepSource(deps.keep, caseId, source),
    share: (caseId, options) => shareRecord(deps, caseId, options),
    close: () => shared.close(),
  };
}

/** Closes what is open when its time is over, without waiting for the gateway to say so. */
function endInTime(store: RecordStore & { end(): void }, now: () => number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let planned: string | undefined;
  const unsubscribe = store.subscribe(({ share }) => {
    if (share?.endsAt === planned) return;
    planned = share?.endsAt;
    clearTimeout(timer);
    if (planned === undefined) return;
    const left = Date.parse(planned) - now();
    // Longer than a timer can hold: the gateway's own word comes long before.
    if (left < 2 ** 31) timer = setTimeout(store.end, Math.max(0, left));
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
