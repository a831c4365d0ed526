import '@diemcau/elements/loader';
import type { RecordStoreState } from '@diemcau/sdk';
import { fakeRecordStore } from '@diemcau/sdk/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { part } from '../part.js';
import { record } from './record-states.js';
import { followed, immense, mixedUnits, single, untrue } from './results-states.js';

interface Args {
  state: () => Partial<RecordStoreState>;
  unreadable?: boolean;
}

const meta: Meta<Args> = {
  title: 'Record/Results',
  component: 'diemcau-record',
  render: ({ state, unreadable }) => {
    const store = fakeRecordStore(state());
    if (unreadable) store.results = () => Promise.reject(new Error('unreadable'));
    return html`<diemcau-record
      case-id="case-1"
      .store=${store}
      .sections=${[{ name: 'results' }, { name: 'vitalSigns' }]}
    ></diemcau-record>`;
  },
};
export default meta;

const tag = 'diemcau-record';
/** Chooses a view of a section: whole list, sheet, chart. */
const view =
  (nth: number, section = 'results') =>
  async (canvas: HTMLElement) =>
    (await part<HTMLButtonElement>(canvas, tag, `#${section} .views button:nth-child(${nth})`)).click();
const play =
  (open: (canvas: HTMLElement) => Promise<void>, shown: string): StoryObj<Args>['play'] =>
  async ({ canvasElement }) => {
    await open(canvasElement);
    await part(canvasElement, tag, shown);
  };
const trendOfFirst = async (canvas: HTMLElement) =>
  (await part<HTMLButtonElement>(canvas, tag, '#results tbody .row-action')).click();

/** Analytes down, drawings across, newest first, by group: as wards keep them on paper. */
export const Sheet: StoryObj<Args> = { args: { state: followed }, play: play(view(3), '.sheet') };
/** Only the tests with something beyond its range. */
export const SheetAbnormal: StoryObj<Args> = {
  args: { state: followed },
  play: async ({ canvasElement }) => {
    await view(3)(canvasElement);
    (await part<HTMLElement>(canvasElement, tag, '.results-tools [type=checkbox]')).click();
    await part(canvasElement, tag, '.sheet');
  },
};
/** Several analytes over one time; each unit has its own axis, each analyte its normal band. */
export const Trend: StoryObj<Args> = { args: { state: followed }, play: play(view(4), '.chart canvas') };
/** The two parts of a blood pressure share an axis: one solid, one dashed. */
export const BloodPressure: StoryObj<Args> = {
  args: { state: followed },
  play: play(view(4, 'vitalSigns'), '.chart canvas'),
};
/** mmol/L and mg/dL of one analyte are one line. */
export const MixedUnits: StoryObj<Args> = { args: { state: mixedUnits }, play: play(trendOfFirst, '.chart canvas') };
/** What is no number of the patient is never drawn as one. */
export const Untrue: StoryObj<Args> = { args: { state: untrue }, play: play(trendOfFirst, '.chart canvas') };
/** One result is a point, and says so. */
export const OneValue: StoryObj<Args> = { args: { state: single }, play: play(trendOfFirst, '.chart canvas') };
/** Fifty thousand results: only those in sight are in the document. */
export const Huge: StoryObj<Args> = {
  args: { state: immense },
  play: play(view(2), '.results-scroll tbody[data-index="3"] [scope=row]'),
};
/** Nothing is marked abnormal, which is not the same as normal. */
export const NoneAbnormal: StoryObj<Args> = {
  args: {
    state: () =>
      record({
        results: [...(mixedUnits().sections?.results.entries ?? [])]
          .slice(3)
          .flatMap((one) => [one, { ...one, key: 'x' }]),
      }),
  },
  play: async ({ canvasElement }) => {
    await view(2)(canvasElement);
    (await part<HTMLElement>(canvasElement, tag, '.results-tools [type=checkbox]')).click();
    await part(canvasElement, tag, '.results-panel');
  },
};
/** The worker could not answer: said, with a way to try again. */
export const Unreadable: StoryObj<Args> = {
  args: { state: followed, unreadable: true },
  play: play(view(4), '.results-panel [role=alert]'),
};
