import '@diemcau/elements/loader';
import { DiemcauError } from '@diemcau/protocol';
import type { MinutesState } from '@diemcau/sdk';
import { fakeMinutesStore } from '@diemcau/sdk/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { part } from '../part.js';
import { draft, signature, signed, writing } from './minutes-states.js';

type Args = Partial<MinutesState>;

const meta: Meta<Args> = {
  title: 'Minutes/Minutes',
  component: 'diemcau-minutes',
  render: (state) => html`<diemcau-minutes case-id="case-1" .store=${fakeMinutesStore(state)}></diemcau-minutes>`,
};
export default meta;

export const Loading: StoryObj<Args> = { args: {} };
/** Before the session, or for those who do not take part. */
export const NotAvailable: StoryObj<Args> = { args: { status: 'not-available' } };
/** The secretary writes; all is saved. */
export const Writing: StoryObj<Args> = { args: writing() };
/** Written without a line: kept on this device. */
export const KeptHere: StoryObj<Args> = { args: writing({ saving: 'queued' }) };
/** Two people changed the same thing. */
export const Conflict: StoryObj<Args> = {
  args: writing({
    saving: 'conflict',
    theirs: draft({ conclusion: 'Viêm màng não mủ. Chuyển viện ngay khi biển lặng.', bed: '14' }),
  }),
};
/** Signing too early: each missing field has a way to it. */
export const Incomplete: StoryObj<Args> = {
  args: writing({
    draft: draft({ plan: '', conclusion: '' }),
    issues: [
      { code: 'required', severity: 'error', at: 'conclusion' },
      { code: 'required', severity: 'error', at: 'plan' },
    ],
  }),
  play: async ({ canvasElement }) => {
    (await part<HTMLButtonElement>(canvasElement, 'diemcau-minutes', '.sign-actions .primary')).click();
    await part(canvasElement, 'diemcau-minutes', '.error-summary');
  },
};
/** What will be signed is shown as the sheet that it is. */
export const Review: StoryObj<Args> = {
  args: writing(),
  play: async ({ canvasElement }) => {
    (await part<HTMLButtonElement>(canvasElement, 'diemcau-minutes', '.sign-actions .primary')).click();
    await part(canvasElement, 'diemcau-minutes', '.sheet');
  },
};
/** The secretary has signed, the chair has not. */
export const HalfSigned: StoryObj<Args> = {
  args: writing({
    status: 'awaiting-signatures',
    role: 'chair',
    canEdit: false,
    documentId: 'document-1',
    signatures: [signature('secretary')],
  }),
};
/** Signed without a line: not sent yet. */
export const SignatureQueued: StoryObj<Args> = {
  args: writing({ documentId: 'document-1', signatures: [signature('secretary', { queued: true })] }),
};
/** Both signatures stand. */
export const Signed: StoryObj<Args> = { args: signed() };
/** A signature that does not verify. */
export const SignatureInvalid: StoryObj<Args> = {
  args: signed({ signatures: [signature('secretary'), signature('chair', { verification: 'failed' })] }),
};
/** Amending asks for the reason. */
export const Amending: StoryObj<Args> = {
  args: signed(),
  play: async ({ canvasElement }) => {
    (await part<HTMLButtonElement>(canvasElement, 'diemcau-minutes', '.sign-actions button')).click();
    await part(canvasElement, 'diemcau-minutes', '#reason');
  },
};
/** For everybody else: words only. */
export const Reading: StoryObj<Args> = { args: writing({ role: 'reader', canEdit: false, canSign: false }) };
export const Failed: StoryObj<Args> = { args: { status: 'failed', error: new DiemcauError('network/unreachable') } };
