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
  const loading = import('./create-minutes-store.js').then(({ createMinutesStore }) => {
    const own = createMinutesStore(deps, caseId);
    if (disposed) own.dispose();
    else unsubscribe = own.subscribe((now) => store.publish({ ...absent, ...now }));
    return own;
  });
  loading.catch((error: unknown) => store.publish({ status: 'failed', error: DiemcauError.from(error, 'network/unreachable') }));
  const soon = (work: (own: OwnedMinutesStore) => void) => void loading.then(work, () => undefined);

  return {
    get snapshot() {
      return store.snapshot;
    },
    subscribe: store.subscribe,
    update: (patch) => soon((own) => own.update(patch)),
    excerpt: (text, sourceRef) => soon((own) => own.excerpt(text, sourceRef)),
    talked: (talk) => soon((own) => own.talked(talk)),
    save: async (call) => (await loading).save(call),
    resolve: async (choice) => (await loading).resolve(choice),
    sign: async (call) => (await loading).sign(call),
    amend: async (reason, call) => (await loading).amend(reason, call),
    refresh: async (call) => (await loading).refresh(call),
    release: () => undefined,
    dispose() {
      disposed = true;
      unsubscribe();
      soon((own) => own.dispose());
    },
  };
}

/** Members that a snapshot may lack: what was there before must not stay. */
const absent = { draft: undefined, savedAt: undefined, theirs: undefined, documentId: undefined, pending: undefined, error: undefined };
