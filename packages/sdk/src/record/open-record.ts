import { createAccessReporter } from './access/create-access-reporter.js';
import { createRecordStore, type OwnedRecordStore } from './create-record-store.js';
import { dropSource } from './kept-source.js';
import { createLookMemory } from './look-memory.js';
import { loadShared } from './load-shared.js';
import { loadParts } from './load-parts.js';
import type { RecordDeps } from './record-deps.types.js';
import type { RecordOrigin, RecordPart, RecordStore } from './record.types.js';

/** Opens a record of a case, or of sources that the embedder gave; those need no gateway. */
export function openRecord(deps: RecordDeps, of: RecordOrigin): RecordStore & { dispose(): void } {
  if ('caseId' in of) return ofCase(deps, of.caseId);
  return ofParts(deps, 'sources' in of ? of.sources : [of]);
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

/** Of sources that the embedder gave. Attachments are fetched where the one source came from, when there is one only. */
function ofParts(deps: RecordDeps, parts: readonly RecordPart[]) {
  const [only, ...others] = parts;
  const server = only && 'server' in only && others.length === 0 ? only.server : undefined;
  const written = server ? `${server.base.replace(/\/+$/, '')}/` : only && 'src' in only ? only.src : undefined;
  const base =
    written === undefined || others.length > 0 ? {} : { base: new URL(written, globalThis.location?.href).href };
  const store = createRecordStore(
    { ...deps, fetch: server?.fetch ?? deps.fetch },
    (reading) => loadParts(deps, parts, reading),
    base,
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
