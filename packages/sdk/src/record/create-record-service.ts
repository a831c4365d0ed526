import { createLazyStore } from '../internal/create-lazy-store.js';
import { createShared } from '../internal/shared.js';
import { emptySections } from './empty-sections.js';
import type { RecordDeps } from './record-deps.types.js';
import type { RecordService, RecordStore } from './record.types.js';
import { withMemory } from './with-memory.js';

/** Milliseconds between looks whether the time of a copy is over, of cases that are not open too. */
const sweepEvery = 60_000;

/** Records: of a case, of a URL on the embedder's origin, of a source given. The reader comes with the first that is opened. */
export function createRecordService(given: RecordDeps): RecordService & { close(): void } {
  const keep = withMemory(given.keep);
  const deps: RecordDeps = { ...given, keep };
  deps.session.onAccessLost(({ code }) => code !== 'auth/token-refused' && keep.clear());
  const shared = createShared<RecordStore>();
  const sharing = new Map<string, ReturnType<RecordService['share']>>();
  deps.session.onAccessLost(() => sharing.clear());
  // What was kept for a line that was not there has gone out: the source must not go a second time.
  const stopOutbox = deps.outbox.onChange(({ kind, command, caseId }) => {
    if (kind !== 'sent' || command.name !== 'record.share') return;
    void import('./kept-source.js').then(({ dropSource }) => dropSource(keep, caseId)).catch(() => undefined);
  });
  const { session, copies, http } = deps;
  /** What is kept ends by time, by word of the gateway, and by what it no longer shows once it is asked again. */
  const check = () =>
    void import('./copy/record-copy.js')
      .then(({ checkCopies }) => checkCopies(copies, http, () => session.now()))
      .catch(() => undefined);
  const stopCopies = [
    session.onResync(check),
    session.onEvent((event) => event.kind === 'share-ended' && void copies.drop(event.caseId).catch(() => undefined)),
  ];
  let sweeping: ReturnType<typeof setInterval> | undefined;
  function sweep() {
    if (sweeping !== undefined) return;
    sweeping = setInterval(() => void copies.sweep().catch(() => undefined), sweepEvery);
    (sweeping as { unref?(): void }).unref?.();
  }
  let sources = 0;

  return {
    open(of) {
      // It starts while the page makes the first view; a case may have nothing to read.
      if (!('caseId' in of)) deps.reader.warm();
      sweep();
      const key =
        'caseId' in of
          ? `case\n${of.caseId}`
          : 'src' in of && of.from === undefined
            ? `src\n${of.src}`
            : `source\n${sources++}`;
      return shared.acquire(key, () =>
        createLazyStore(
          { status: 'idle', sections: emptySections(), setAside: [], notDisplayed: {}, total: 0 },
          async () => (await import('./open-record.js')).openRecord(deps, of),
          ['page', 'look', 'results', 'load', 'reload', 'attachment', 'breakGlass', 'copy', 'trace'],
          ['accessed'],
        ),
      );
    },
    async attach(caseId, source) {
      await (await import('./kept-source.js')).keepSource(deps.keep, caseId, source);
      sharing.delete(caseId);
    },
    share(caseId, options) {
      // The consents and the case both ask when the gate opens: what was attached goes once.
      const under = sharing.get(caseId);
      if (under) return under;
      const share = import('./share-record.js').then(({ shareRecord }) => shareRecord(deps, caseId, options));
      sharing.set(caseId, share);
      share.catch(() => sharing.get(caseId) === share && sharing.delete(caseId));
      return share;
    },
    close() {
      stopOutbox();
      clearInterval(sweeping);
      for (const stop of stopCopies) stop();
      shared.close();
    },
  };
}
