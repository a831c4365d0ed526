import { createAccessReporter } from './access/create-access-reporter.js';
import { endInTime } from './access/end-in-time.js';
import { withKeptBinaries } from './copy/record-copy.js';
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
  const { session, outbox, copies } = deps;
  const documentId = () => store.snapshot.share?.documentId;
  const access = createAccessReporter({ session, outbox, caseId, documentId });
  const memory = createLookMemory(deps.keep, caseId, () => session.now());
  const store: OwnedRecordStore = createRecordStore(
    { ...deps, http: withKeptBinaries(deps.http, copies, caseId) },
    (reading) => loadShared(deps, caseId, reading, () => store.poke()),
    { access, memory },
  );
  /** The share is over: on the screen, in the worker and on the disk. */
  const end = () => {
    store.end();
    void memory.forget();
    void copies.drop(caseId).catch(() => undefined);
  };
  const leave = [
    session.onEvent((event) => {
      if (!('caseId' in event) || event.caseId !== caseId) return;
      if (event.kind === 'share-ended') end();
      else if (event.kind === 'case' && event.what === 'record') store.poke();
    }),
    session.onResync(store.poke),
    session.onAccessLost(store.end),
    outbox.onChange(({ caseId: of, command, kind }) => {
      if (of !== caseId || kind !== 'sent') return;
      if (command.name === 'record.access' && command.body.includes('"break-glass"')) store.reported();
      if (command.name !== 'record.share') return;
      void dropSource(deps.keep, caseId).then(store.poke, () => undefined);
    }),
    endInTime(store, () => session.now(), end),
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
