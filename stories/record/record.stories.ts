import '@diemcau/elements/loader';
import { DiemcauError } from '@diemcau/protocol';
import type { RecordSectionConfig } from '@diemcau/elements';
import type { RecordStoreState } from '@diemcau/sdk';
import { fakeRecordStore } from '@diemcau/sdk/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { part } from '../part.js';
import { ownSections } from './own-section.js';
import { everyday, huge, manyAllergies, read, record } from './record-states.js';
import { readingRecord } from './reading-record.js';

interface Args {
  state: Partial<RecordStoreState>;
  pointing?: boolean;
  excerpting?: boolean;
  otherPatient?: boolean;
  sections?: readonly RecordSectionConfig[];
  asked?: boolean;
}

const other = {
  name: 'Trần Văn Cồn',
  birthDate: '1961-02-01',
  identifiers: [{ kind: 'insurance' as const, value: 'GD4222200000099' }],
};

function storeOf(state: Partial<RecordStoreState>) {
  const store = fakeRecordStore(state);
  store.answer('attachment', new Blob(['Tài liệu mẫu'], { type: 'text/plain' }));
  return store;
}

const question = {
  question: 'Có chỉ định chuyển tuyến không? Điều chỉnh lợi tiểu và kháng đông thế nào khi kali tăng?',
  reason: 'Khó thở tăng dần, phù hai chân',
};
const before = { since: '2026-10-04T09:30:00+07:00', count: 3, sections: { results: 2, imaging: 1 } };

const meta: Meta<Args> = {
  title: 'Record/Record',
  component: 'diemcau-record',
  render: ({ state, pointing = false, excerpting = false, otherPatient, sections, asked }) =>
    html`<diemcau-record
      case-id="case-1"
      .store=${storeOf(state)}
      .sections=${sections}
      ?pointing=${pointing}
      ?excerpting=${excerpting}
      .patientContext=${otherPatient ? other : undefined}
      .question=${asked ? question : undefined}
    ></diemcau-record>`,
};
export default meta;

/** The question of the case and the record on one screen; machine output apart. */
export const Asked: StoryObj<Args> = { args: { state: read(readingRecord()), asked: true } };
/** Found without accents, by section, the words marked. */
export const Found: StoryObj<Args> = {
  args: { state: read(readingRecord()) },
  play: async ({ canvasElement }) => {
    const search = await part<HTMLInputElement>(canvasElement, 'diemcau-record', '#search');
    search.value = 'suy tim';
    search.dispatchEvent(new InputEvent('input'));
    await part(canvasElement, 'diemcau-record', '#found mark');
  },
};
/** Only what is abnormal: how many of how many stays in sight. */
export const Filtered: StoryObj<Args> = {
  args: { state: read(readingRecord(), { news: before }) },
  play: async ({ canvasElement }) => {
    (await part<HTMLButtonElement>(canvasElement, 'diemcau-record', '#filters')).click();
    (await part<HTMLInputElement>(canvasElement, 'diemcau-record', '[name=abnormal]')).click();
    await part(canvasElement, 'diemcau-record', '#clear-filters');
  },
};
/** What happened, by stay and month. */
export const Timeline: StoryObj<Args> = {
  args: { state: read(readingRecord()) },
  play: async ({ canvasElement }) => {
    (await part<HTMLButtonElement>(canvasElement, 'diemcau-record', '#timeline')).click();
    await part(canvasElement, 'diemcau-record', '.line-of-time');
  },
};
/** The keys. */
export const Keys: StoryObj<Args> = {
  args: { state: read(readingRecord()) },
  play: async ({ canvasElement }) => {
    (await part<HTMLButtonElement>(canvasElement, 'diemcau-record', '#keys-button')).click();
    await part(canvasElement, 'diemcau-record', '#keys[open]');
  },
};
/** Twenty-six allergies, one with a long name: the gravest in sight, the rest counted. */
export const ManyAllergies: StoryObj<Args> = { args: { state: manyAllergies() } };
/** Nothing was given yet. */
export const Idle: StoryObj<Args> = { args: { state: {} } };
/** Progress in resources read. */
export const Loading: StoryObj<Args> = { args: { state: { status: 'loading', progress: { read: 4200 } } } };
/** Sections loaded, empty, failed, truncated, withheld and not provided: no two look alike. */
export const Everyday: StoryObj<Args> = { args: { state: everyday() } };
/** Shared by another hospital: from whom, until when. */
export const Shared: StoryObj<Args> = {
  args: {
    state: everyday({ share: { fromSite: '22901', endsAt: '2026-10-06T03:00:00Z', documents: 2 } }),
    pointing: true,
    excerpting: true,
  },
};
/** The text of the source, sanitised, opened when asked for. */
export const Narrative: StoryObj<Args> = {
  args: { state: everyday() },
  play: async ({ canvasElement }) => {
    (await part<HTMLButtonElement>(canvasElement, 'diemcau-record', '#documents li:last-child button')).click();
    await part(canvasElement, 'diemcau-record', '.narrative');
  },
};
/** Two hundred and sixty results, by pages of twenty. */
export const Huge: StoryObj<Args> = {
  args: { state: huge() },
  play: async ({ canvasElement }) => {
    (await part<HTMLButtonElement>(canvasElement, 'diemcau-record', '#results .more')).click();
    await part(canvasElement, 'diemcau-record', '#results tbody tr:nth-child(40)');
  },
};
/** From insurance XML: not a complete record, and says so. */
export const InsuranceXml: StoryObj<Args> = { args: { state: everyday({ source: { kind: 'insurance-xml' } }) } };
/** Minimal: almost nothing was provided. */
export const Minimal: StoryObj<Args> = { args: { state: record({}, { total: 1, setAside: [], notDisplayed: {} }) } };
/** The record is of another patient than the host's: covered. */
export const OtherPatient: StoryObj<Args> = { args: { state: everyday(), otherPatient: true } };
/** The share has ended: nothing is left on screen. */
export const Ended: StoryObj<Args> = { args: { state: everyday({ status: 'ended' }) } };
/** Not shared yet. */
export const NotShared: StoryObj<Args> = { args: { state: { status: 'not-shared' } } };
/** The source could not be read. */
export const Failed: StoryObj<Args> = {
  args: { state: { status: 'failed', error: new DiemcauError('record/doctype-refused') } },
};
/** A section of the hospital's own among the others, one left out: the account says which. */
export const OwnSections: StoryObj<Args> = { args: { state: everyday(), sections: ownSections } };
/** In a talk: lines can be shown, and the view goes where another looks. */
export const InTalk: StoryObj<Args> = {
  args: { state: everyday(), pointing: true, excerpting: true },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('diemcau-record')!;
    await part(canvasElement, 'diemcau-record', '#results tbody tr');
    element.pointerBy = 'BS. Lê Minh Khuê';
    element.pointer = { of: 'record', section: 'results' };
    await part(canvasElement, 'diemcau-record', '.looks');
  },
};
