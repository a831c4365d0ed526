import '@diemcau/elements/loader';
import type { PatientContext } from '@diemcau/sdk';
import { chestCt, chestXray, imagePerson, ultrasoundLoop } from '@diemcau/sdk/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { part } from '../part.js';

interface Args {
  files?: () => readonly Uint8Array<ArrayBuffer>[];
  patient?: PatientContext;
  pointing?: boolean;
  excerpting?: boolean;
}

const minh: PatientContext = {
  name: 'Nguyễn Văn Minh',
  birthDate: '1961-04-12',
  identifiers: [{ kind: 'internal', value: imagePerson.id }],
};

const meta: Meta<Args> = {
  title: 'Record/Image',
  component: 'diemcau-image',
  render: ({ files, patient, pointing = false, excerpting = false }) =>
    html`<diemcau-image
      entry-key="ImagingStudy/1"
      .files=${files?.().map((file) => new Blob([file], { type: 'application/dicom' }))}
      .patient=${patient}
      ?pointing=${pointing}
      ?excerpting=${excerpting}
    ></diemcau-image>`,
};
export default meta;

const shown: StoryObj<Args>['play'] = async ({ canvasElement }) => {
  await part(canvasElement, 'diemcau-image', '.corner');
};

/** Nothing was given yet. */
export const Nothing: StoryObj<Args> = { args: {} };
/** A chest X-ray of the record's patient. */
export const ChestXray: StoryObj<Args> = {
  args: { files: () => [chestXray(700, 580)], patient: minh, pointing: true, excerpting: true },
  play: shown,
};
/** A stack of CT slices in the order of their place. */
export const Stack: StoryObj<Args> = { args: { files: () => chestCt(12, 160), patient: minh }, play: shown };
/** A loop of ultrasound in colour, with its calibrated region. */
export const Loop: StoryObj<Args> = {
  args: { files: () => [ultrasoundLoop(6, 160, 220)], patient: minh },
  play: shown,
};
/** The images are of somebody else: covered. */
export const OtherPatient: StoryObj<Args> = {
  args: { files: () => [chestXray(64, 64)], patient: { ...minh, name: 'Trần Thị Hoa', birthDate: '1980-01-01' } },
  play: async ({ canvasElement }) => void (await part(canvasElement, 'diemcau-image', '.notice.critical')),
};
/** The images name nobody: the reader is asked first. */
export const Unproven: StoryObj<Args> = {
  args: { files: () => [chestXray(64, 64, { person: { id: '', name: '', birthDate: '', sex: 'O' } })], patient: minh },
  play: async ({ canvasElement }) => void (await part(canvasElement, 'diemcau-image', '.notice.attention')),
};
/** A file that is none, beside one that is. */
export const Broken: StoryObj<Args> = {
  args: { files: () => [new Uint8Array(400), chestXray(128, 100)] },
  play: shown,
};
