import '@diemcau/elements/loader';
import type { RecordStoreState } from '@diemcau/sdk';
import { fakeRecordStore } from '@diemcau/sdk/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { part } from '../part.js';
import { everyday } from './record-states.js';

interface Args {
  state: Partial<RecordStoreState>;
  /** Rules that the file breaks. */
  broken?: readonly string[];
}

const meta: Meta<Args> = {
  title: 'Record/Print and export',
  component: 'diemcau-record',
  render: ({ state, broken = [] }) => {
    const store = fakeRecordStore(state);
    store.answer('copy', {
      file: new Blob(['x'.repeat(48_000)]),
      leftOut: { restricted: 2, withheld: ['familyHistory'], otherPatients: 0, setAside: 1 },
      broken,
    });
    return html`<diemcau-record case-id="case-1" .store=${store}></diemcau-record>`;
  },
};
export default meta;

const open = async (canvas: HTMLElement) => {
  (await part<HTMLButtonElement>(canvas, 'diemcau-record', '.copies > button')).click();
  await part(canvas, 'diemcau-record', '.copies-panel[open]');
};
const make = async (canvas: HTMLElement) => {
  await open(canvas);
  const kinds = canvas
    .querySelector('diemcau-record')!
    .shadowRoot!.querySelectorAll<HTMLInputElement>('.copies-panel input[type=radio]');
  kinds[kinds.length - 2]!.click();
  (await part<HTMLButtonElement>(canvas, 'diemcau-record', '.copies-panel .primary')).click();
  await part(canvas, 'diemcau-record', '.copies-panel li');
};

/** What is offered, and what a copy will lack. */
export const Choosing: StoryObj<Args> = {
  args: { state: everyday({ restricted: { count: 2, shown: false } }) },
  play: ({ canvasElement }) => open(canvasElement),
};
/** The file is there: what is not in it, and that it is out of the network's hands. */
export const FileReady: StoryObj<Args> = {
  args: { state: everyday() },
  play: ({ canvasElement }) => make(canvasElement),
};
/** The source departs from the IPS, and so does the file. */
export const FileWithFaults: StoryObj<Args> = {
  args: { state: everyday(), broken: ['con-4', 'txt-1'] },
  play: ({ canvasElement }) => make(canvasElement),
};
