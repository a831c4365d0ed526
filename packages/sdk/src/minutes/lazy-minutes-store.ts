import { createStore } from '../internal/create-store.js';
import { DiemcauError } from '@diemcau/protocol';
import type { OwnedMinutesStore } from './create-minutes-store.js';
import type { MinutesDeps } from './minutes-deps.types.js';
import type { MinutesState } from './minutes.types.js';

/** Stands in for a minutes store until its code is there; what is called meanwhile is called then. */
export function createLazyMinutesStore(deps: MinutesDeps, caseId: string): OwnedMinutesStore {
  const store = createStore<MinutesState>({
    status: 'loading',
    caseId,
    version: 0,
    saving: 'saved',
    role: 'reader',
    canEdit: false,
    canSign: false,
    issues: [],
    signatures: [],
  });
  let disposed = false;
  let unsubscribe = () => {};
  let own: OwnedMinutesStore | undefined;
  const loading = import('./create-minutes-store.js').then(({ createMinutesStore }) => {
    const made = (own = createMinutesStore(deps, caseId));
    if (disposed) made.dispose();
    else unsubscribe = made.subscribe((now) => store.publish({ ...absent, ...now }));
    return made;
  });
  loading.catch((error: unknown) => store.publish({ status: 'failed', error: DiemcauError.from(error, 'network/unreachable') }));
  /** At once when the code is there, else as soon as it is. */
  function soon(work: (made: OwnedMinutesStore) => void) {
    if (own) work(own);
    else void loading.then(work, () => undefined);
  }

  return {
    get snapshot() {
      return store.snapshot;
    },
    subscribe: store.subscribe,
    update: (patch) => soon((made) => made.update(patch)),
    excerpt: (text, sourceRef) => soon((made) => made.excerpt(text, sourceRef)),
    talked: (talk) => soon((made) => made.talked(talk)),
    save: async (call) => (await loading).save(call),
    resolve: async (choice) => (await loading).resolve(choice),
    sign: async (call) => (await loading).sign(call),
    amend: async (reason, call) => (await loading).amend(reason, call),
    refresh: async (call) => (await loading).refresh(call),
    release: () => undefined,
    dispose() {
      disposed = true;
      unsubscribe();
      soon((made) => made.dispose());
    },
  };
}

/** Members that a snapshot may lack: what was there before must not stay. */
const absent = { draft: undefined, savedAt: undefined, theirs: undefined, documentId: undefined, pending: undefined, error: undefined };
