import type {
  CaseDraftState,
  CaseDraftStore,
  CaseStore,
  CaseStoreState,
  WorklistState,
  WorklistStore,
} from '../case/case.types.js';
import { fakeStore, type FakeControls } from './fake-store.js';

/** A worklist that a test drives. */
export type FakeWorklistStore = WorklistStore & FakeControls<WorklistState>;
/** A case that a test drives. */
export type FakeCaseStore = CaseStore & FakeControls<CaseStoreState>;
/** A draft that a test drives. */
export type FakeCaseDraftStore = CaseDraftStore & FakeControls<CaseDraftState>;

const done = { status: 'done', value: undefined } as const;

/** A worklist; ready and empty unless told otherwise. */
export function fakeWorklistStore(initial: Partial<WorklistState> = {}): FakeWorklistStore {
  return fakeStore({ status: 'ready', direction: 'all', items: [], ...initial }, { refresh: undefined });
}

/** One case; loading unless told otherwise. Verbs answer `done`. */
export function fakeCaseStore(initial: Partial<CaseStoreState> = {}): FakeCaseStore {
  return fakeStore(
    { status: 'loading', caseId: 'case-1', thread: [], queued: [], ...initial },
    {
      accept: done,
      reject: done,
      ask: done,
      schedule: done,
      start: done,
      end: done,
      cancel: done,
      assign: done,
      say: done,
      refresh: undefined,
    },
  );
}

/** A draft in the making; `submit` answers `done` with its case id. */
export function fakeCaseDraftStore(initial: Partial<CaseDraftState> = {}): FakeCaseDraftStore {
  const caseId = initial.caseId ?? 'case-1';
  return fakeStore(
    { status: 'editing', caseId, value: {}, issues: [], ...initial },
    {
      update: undefined,
      setEmergencyGround: undefined,
      prefill: undefined,
      submit: { status: 'done', value: { caseId } },
      discard: undefined,
    },
  );
}
