import type { MinutesState, MinutesStore } from '../minutes/minutes.types.js';
import { fakeStore, type FakeControls } from './fake-store.js';

/** Minutes that a test drives. */
export type FakeMinutesStore = MinutesStore & FakeControls<MinutesState>;

/** Minutes; loading unless told otherwise. */
export function fakeMinutesStore(initial: Partial<MinutesState> = {}): FakeMinutesStore {
  const done = { status: 'done', value: undefined } as const;
  return fakeStore(
    {
      status: 'loading',
      caseId: 'case-1',
      version: 0,
      saving: 'saved',
      role: 'reader',
      canEdit: false,
      canSign: false,
      issues: [],
      signatures: [],
      ...initial,
    },
    {
      update: undefined,
      save: done,
      resolve: undefined,
      sign: { status: 'done', value: { documentId: 'document-1' } },
      amend: done,
      excerpt: undefined,
      refresh: undefined,
    },
  );
}
