import { DiemcauError } from '@diemcau/protocol';
import { createAccessReporter } from './access/create-access-reporter.js';
import type { RecordSource } from '../internal/record-source.types.js';
import { bodyBytes } from '../internal/body-bytes.js';
import { createRecordStore, type OwnedRecordStore } from './create-record-store.js';
import { dropSource } from './kept-source.js';
import { createLookMemory } from './look-memory.js';
import { loadShared } from './load-shared.js';
import type { RecordDeps } from './record-deps.types.js';
import type { RecordStore } from './record.types.js';

/** Where a record comes from. */
export type RecordOrigin = { caseId: string } | { src: string } | { source: RecordSource };

/** Opens a record of a case, of a URL on the embedder's origin, or of a source given; the last two need no gateway. */
export function openRecord(deps: RecordDeps, of: RecordOrigin): RecordStore & { dispose(): void } {
  if ('caseId' in of) return ofCase(deps, of.caseId);
  if ('src' in of) return ofUrl(deps, of.src);
  const store = createRecordStore(deps, (reading) => reading.add(of.source, 'source'));
  store.poke();
  return store;
}

function ofCase(deps: RecordDeps, caseId: string) {
  const { session, outbox } = deps;
  const documentId = () => store.snapshot.share?.documentId;
  const access = createAccessReporter({ session, outbox, caseId, documentId });
  const memory = createLookMemory(deps.keep, caseId, () => session.now());
  const store: OwnedRecordStore = createRecordStore(deps, (reading) => loadShared(deps, caseId, reading), {
    access,
    memory,
  });
  const leave = [
    session.onEvent((event) => {
      if (!('caseId' in event) || event.caseId !== caseId) return;
      if (event.kind === 'share-ended') {
        store.end();
        void memory.forget();
      } else if (event.kind === 'case' && event.what === 'record') store.poke();
    }),
    session.onResync(store.poke),
    session.onAccessLost(store.end),
    outbox.onChange(({ caseId: of, command, kind }) => {
      if (of !== caseId || kind !== 'sent') return;
      if (command.name === 'record.access' && command.body.includes('"break-glass"')) store.reported();
      if (command.name !== 'record.share') return;
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

function ofUrl(deps: RecordDeps, src: string) {
  const base = new URL(src, globalThis.location?.href).href;
  const store = createRecordStore(
    deps,
    async (reading) => {
      const early = reading.early('source');
      const response = await deps
        .fetch(base, { credentials: 'same-origin', signal: reading.signal })
        .catch((cause: unknown) => {
          throw new DiemcauError('network/unreachable', { cause });
        });
      if (!response.ok)
        throw new DiemcauError(response.status === 404 ? 'request/not-found' : 'network/unreachable', {
          facts: { status: response.status },
        });
      await reading.add(await bodyBytes(response, early.take), 'source', early);
    },
    { base },
  );
  store.poke();
  return store;
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
