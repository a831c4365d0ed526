import type { CaseRequest } from '@diemcau/fhir';
import { DiemcauError } from '@diemcau/protocol';
import { v7 } from 'uuid';
import { createAutosave } from '../internal/create-autosave.js';
import { createStore } from '../internal/create-store.js';
import { makeCommand } from '../internal/make-command.js';
import type { CaseDeps } from './case-deps.types.js';
import type { CaseDraftState, CaseDraftStore } from './case.types.js';
import { draftName } from './draft-name.js';
import { fillEmpty } from './fill-empty.js';

/** What is kept of a draft. */
interface Kept {
  caseId: string;
  value: Partial<CaseRequest>;
  prefilledFrom?: CaseDraftState['prefilledFrom'];
  emergencyGround?: string;
}

/** A case in the making: kept encrypted at each change, sent by one command whose key is the case's own id. */
export function createDraftStore(
  { session, http, outbox, keep, prefill, attach, shareAttached }: CaseDeps,
  of: { patientId?: string; caseId?: string },
  freshId = v7(),
): CaseDraftStore & { dispose(): void } {
  const name = draftName(of);
  const store = createStore<CaseDraftState>({
    status: 'loading',
    caseId: of.caseId ?? freshId,
    value: of.patientId === undefined ? {} : { patientId: of.patientId },
    issues: [],
  });
  let tried = false;
  let disposed = false;

  const autosave = createAutosave<Kept>(async (kept) => {
    try {
      store.publish({ savedAt: await keep.put(name, kept), error: undefined });
    } catch (error) {
      store.publish({ savedAt: undefined, error: DiemcauError.from(error) });
    }
  });
  const keepNow = () => {
    const { caseId, value, prefilledFrom, emergencyGround } = store.snapshot;
    autosave.save({ caseId, value, prefilledFrom, emergencyGround });
  };

  async function resume() {
    try {
      const kept = await keep.get<Kept>(name).catch((error: unknown) => {
        if (DiemcauError.from(error).code.startsWith('offline/')) return undefined;
        throw error;
      });
      if (disposed) return;
      if (kept) {
        // Words typed while the kept draft was still being read win over it.
        const emergencyGround = store.snapshot.emergencyGround ?? kept.value.emergencyGround;
        store.publish({
          ...kept.value,
          emergencyGround,
          value: { ...kept.value.value, ...store.snapshot.value },
          savedAt: kept.at,
        });
      } else if (of.caseId !== undefined) {
        const { readRequest } = await import('./case-view.js');
        store.publish({
          value: { ...readRequest(await http.read(`ServiceRequest/${of.caseId}`)), ...store.snapshot.value },
        });
      }
      const waits = (await outbox.waiting(store.snapshot.caseId)).some((command) => command.name === 'case.submit');
      store.publish({ status: waits ? 'queued' : 'editing' });
    } catch (error) {
      store.publish({ status: 'failed', error: DiemcauError.from(error) });
    }
  }
  const resumed = resume();

  async function check(emergencyGround = store.snapshot.emergencyGround): Promise<boolean> {
    const { faultsOf } = await import('./case-request.js');
    const { value, caseId } = store.snapshot;
    const issues = faultsOf({ ...value, caseId }, { emergency: emergencyGround !== undefined });
    store.publish({ issues });
    return issues.every(({ severity }) => severity !== 'error');
  }

  async function forget() {
    await autosave.settled();
    await keep.delete(name).catch(() => undefined);
  }

  /** On an emergency ground the record goes with the case; what fails here is tried again where the case is opened. */
  async function shareNow(caseId: string) {
    if (store.snapshot.emergencyGround !== undefined) await shareAttached(caseId).catch(() => undefined);
  }

  const stopOutbox = outbox.onChange(({ caseId, command, kind, error }) => {
    if (caseId !== store.snapshot.caseId || command.name !== 'case.submit' || store.snapshot.status !== 'queued')
      return;
    if (kind === 'sent')
      void shareNow(caseId)
        .then(forget)
        .then(() => store.publish({ status: 'submitted', error: undefined }));
    if (kind === 'refused') store.publish({ status: 'failed', error });
  });
  // Asked for more once again: what was sent last is not the form any longer.
  const stopAsked = session.onEvent((event) => {
    if (event.kind !== 'case' || event.caseId !== of.caseId || event.state !== 'information-needed') return;
    if (store.snapshot.status !== 'submitted') return;
    store.publish({ status: 'loading', value: {}, issues: [], savedAt: undefined, error: undefined });
    tried = false;
    void resume();
  });
  const stopLoss = session.onAccessLost(({ code }) => {
    if (code !== 'auth/token-refused')
      store.publish({
        status: 'failed',
        value: {},
        issues: [],
        savedAt: undefined,
        emergencyGround: undefined,
        error: new DiemcauError('auth/signed-out'),
      });
  });

  return {
    get snapshot() {
      return store.snapshot;
    },
    subscribe: store.subscribe,
    update(patch) {
      store.publish({ value: { ...store.snapshot.value, ...structuredClone(patch) } });
      void resumed.then(keepNow);
      if (tried) void check();
    },
    setEmergencyGround(text) {
      store.publish({ emergencyGround: text === '' ? undefined : text });
      void resumed.then(keepNow);
    },
    async prefill(source, call = {}) {
      await resumed;
      try {
        const { request, from } = await prefill(source, call);
        store.publish({ value: fillEmpty(store.snapshot.value, request), prefilledFrom: from, error: undefined });
        keepNow();
        await attach(store.snapshot.caseId, source, call);
      } catch (caught) {
        const error = DiemcauError.from(caught, 'record/malformed');
        store.publish({ error });
        throw error;
      }
    },
    async submit({ signal, emergencyGround = store.snapshot.emergencyGround } = {}) {
      await resumed;
      tried = true;
      const { caseId } = store.snapshot;
      if (!(await check(emergencyGround)) || emergencyGround === '') {
        const error = new DiemcauError('request/invalid', { at: store.snapshot.issues[0]?.at ?? 'emergencyGround' });
        store.publish({ error });
        throw error;
      }
      store.publish({ status: 'submitting', error: undefined });
      try {
        const { siteId, sub, name: person } = await session.me({ signal });
        const { buildRequest } = await import('./case-request.js');
        const authoredOn = new Date(session.now()).toISOString();
        const request = buildRequest({
          ...store.snapshot.value,
          caseId,
          authoredOn,
          requester: { siteId, sub, name: person },
        });
        // A case that comes back with more information is another command: its key is a new one.
        const key = of.caseId === undefined ? caseId : undefined;
        const command = makeCommand(
          'case.submit',
          { id: caseId, caseId, ...(key === undefined ? {} : { key }) },
          {
            request: request as never,
            to: [...(store.snapshot.value.to ?? [])],
            ...(emergencyGround ? { emergencyGround } : {}),
          },
        );
        await autosave.settled();
        const { status } = await outbox.deliver([command], { signal });
        if (emergencyGround) store.publish({ emergencyGround });
        if (status === 'done') {
          await shareNow(caseId);
          await forget();
        }
        store.publish({ status: status === 'done' ? 'submitted' : 'queued' });
        return status === 'done' ? { status, value: { caseId } } : { status };
      } catch (caught) {
        const error = DiemcauError.from(caught);
        store.publish({ status: 'failed', error });
        throw error;
      }
    },
    async discard() {
      await forget();
      store.publish({
        status: 'editing',
        caseId: of.caseId ?? v7(),
        value: {},
        issues: [],
        savedAt: undefined,
        prefilledFrom: undefined,
        emergencyGround: undefined,
      });
    },
    release: () => undefined,
    dispose() {
      disposed = true;
      stopOutbox();
      stopAsked();
      stopLoss();
    },
  };
}
