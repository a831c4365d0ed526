import { DiemcauError } from '@diemcau/protocol';
import { createStore } from '../internal/create-store.js';
import type { ConsultationDeps } from './consultation-deps.types.js';
import type { ConsultationState, ConsultationStore } from './consultation.types.js';
import { idleConsultation } from './idle-consultation.js';

type Own = ConsultationStore & { dispose(): void };

/** Members that a snapshot may lack: what was there before must not stay. */
const absent = { since: undefined, lostSince: undefined, leaveReason: undefined, error: undefined };

/** Stands in for a consultation until somebody prepares or joins it: before that nothing of a call is loaded. */
export function createLazyConsultationStore(deps: ConsultationDeps, caseId: string): Own {
  const store = createStore<ConsultationState>(idleConsultation(caseId));
  let loading: Promise<Own> | undefined;
  let own: Own | undefined;
  let disposed = false;
  let unsubscribe = () => {};

  function load(): Promise<Own> {
    return (loading ??= import('./create-consultation-store.js').then(
      ({ createConsultationStore }) => {
        const made = (own = createConsultationStore(deps, caseId));
        if (disposed) made.dispose();
        else unsubscribe = made.subscribe((now) => store.publish({ ...absent, ...now }));
        return made;
      },
      (cause: unknown) => {
        loading = undefined;
        throw new DiemcauError('network/unreachable', { at: 'consultation', cause });
      },
    ));
  }

  return {
    get snapshot() {
      return store.snapshot;
    },
    subscribe: store.subscribe,
    prepare: async (options) => (await load()).prepare(options),
    join: async (options) => (await load()).join(options),
    leave: async () => (await loading)?.leave(),
    end: async (call) => (await load()).end(call),
    setMicrophone: async (on) => (await load()).setMicrophone(on),
    setCamera: async (on) => (await load()).setCamera(on),
    shareScreen: async (on) => (await load()).shareScreen(on),
    selectDevice: async (kind, deviceId) => (await load()).selectDevice(kind, deviceId),
    chooseQuality: (step) => own?.chooseQuality(step),
    point: (pointer) => own?.point(pointer),
    stream: (participantId, sourceId) => own?.stream(participantId, sourceId),
    release: () => undefined,
    dispose() {
      disposed = true;
      own?.dispose();
      unsubscribe();
    },
  };
}
