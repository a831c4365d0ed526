import type {
  ConsultationState,
  ConsultationStore,
  LineTestState,
  LineTestStore,
} from '../consultation/consultation.types.js';
import { fakeStore, type FakeControls } from './fake-store.js';

/** A talk that a test drives. */
export type FakeConsultationStore = ConsultationStore & FakeControls<ConsultationState>;
/** A line test that a test drives. */
export type FakeLineTestStore = LineTestStore & FakeControls<LineTestState>;

/** A consultation that nobody joined yet; no camera, no line. */
export function fakeConsultationStore(initial: Partial<ConsultationState> = {}): FakeConsultationStore {
  return fakeStore(
    {
      status: 'idle',
      caseId: 'case-1',
      participants: [],
      microphone: 'on',
      camera: 'off',
      screen: 'off',
      devices: [],
      quality: { step: 'full', reason: 'measured' },
      breaks: [],
      pointers: {},
      ...initial,
    },
    {
      prepare: undefined,
      join: undefined,
      leave: undefined,
      end: undefined,
      setMicrophone: undefined,
      setCamera: undefined,
      shareScreen: undefined,
      selectDevice: undefined,
      chooseQuality: undefined,
      point: undefined,
      stream: undefined,
    },
  );
}

/** A line test that did not run yet. */
export function fakeLineTestStore(initial: Partial<LineTestState> = {}): FakeLineTestStore {
  return fakeStore({ status: 'idle', steps: [], ...initial }, { run: undefined });
}
