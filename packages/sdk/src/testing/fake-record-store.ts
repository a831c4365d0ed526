import type { RecordEntry, RecordModel } from '@diemcau/fhir';
import { overviewOf } from '../worker/look/overview.js';
import { emptySections } from '../record/empty-sections.js';
import { answerResults } from '../worker/results/answer-results.js';
import { foldText } from '../worker/fold-text.js';
import type { RecordStore, RecordStoreState } from '../record/record.types.js';
import { fakeStore, type FakeControls } from './fake-store.js';

/** A record that a test drives. */
export type FakeRecordStore = RecordStore & FakeControls<RecordStoreState>;

/** A record; idle and with nothing provided unless told otherwise. Pages are cut from the published entries. */
export function fakeRecordStore(initial: Partial<RecordStoreState> = {}): FakeRecordStore {
  const fake: FakeRecordStore = fakeStore<RecordStore, RecordStoreState>(
    withOverview({ status: 'idle', sections: emptySections(), setAside: [], notDisplayed: {}, total: 0, ...initial }),
    {
      load: undefined,
      reload: undefined,
      attachment: new Blob([]),
      copy: {
        file: new Blob(['{}'], { type: 'application/fhir+json' }),
        leftOut: { restricted: 0, withheld: [], otherPatients: 0, setAside: 0 },
        broken: [],
      },
      trace: { at: '2026-10-06T03:00:00.000Z', code: '', link: 'urn:diemcau:record?at=2026-10-06T03:00:00.000Z' },
      accessed: undefined,
      breakGlass: { status: 'done', value: undefined },
    },
    {
      page: (section, { offset, limit }) => {
        fake.requests.push(['page', section, { offset, limit }]);
        return Promise.resolve(fake.snapshot.sections[section].entries.slice(offset, offset + limit));
      },
      look: async (what, ask) => {
        fake.requests.push(['look', what, ask]);
        const { createLooking } = await import('../worker/look/looking.js');
        const { sections } = structuredClone(fake.snapshot) as unknown as RecordModel;
        return JSON.parse(createLooking(() => sections, Date.now).look('fake', what, ask)) as never;
      },
      results: (question) => {
        fake.requests.push(['results', question]);
        const matches = ({ title }: RecordEntry, query: string) => foldText(title).includes(foldText(query));
        return Promise.resolve(answerResults(fake.snapshot, question, matches));
      },
    },
  );
  return fake;
}

/** What the worker would say of these sections. */
function withOverview(state: RecordStoreState): RecordStoreState {
  if (state.overview || state.status !== 'ready') return state;
  return { ...state, overview: overviewOf(structuredClone(state.sections) as RecordModel['sections'], Date.now()) };
}
