import { createLazyStore } from '../internal/create-lazy-store.js';
import { createShared } from '../internal/shared.js';
import { emptySections } from './empty-sections.js';
import type { RecordDeps } from './record-deps.types.js';
import type { RecordService, RecordStore } from './record.types.js';
import { withMemory } from './with-memory.js';

/** Records: of a case, of a URL on the embedder's origin, of a source given. The reader comes with the first that is opened. */
export function createRecordService(given: RecordDeps): RecordService & { close(): void } {
  const keep = withMemory(given.keep);
  const deps: RecordDeps = { ...given, keep };
  deps.session.onAccessLost(({ code }) => code !== 'auth/token-refused' && keep.clear());
  const shared = createShared<RecordStore>();
  let sources = 0;

  return {
    open(of) {
      const key = 'caseId' in of ? `case\n${of.caseId}` : 'src' in of ? `src\n${of.src}` : `source\n${sources++}`;
      return shared.acquire(key, () =>
        createLazyStore(
          { status: 'idle', sections: emptySections(), setAside: [], notDisplayed: {}, total: 0 },
          async () => (await import('./open-record.js')).openRecord(deps, of),
          ['page', 'load', 'reload', 'attachment'],
        ),
      );
    },
    attach: async (caseId, source) => (await import('./kept-source.js')).keepSource(deps.keep, caseId, source),
    share: async (caseId, options) => (await import('./share-record.js')).shareRecord(deps, caseId, options),
    close: () => shared.close(),
  };
}
