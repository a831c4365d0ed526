import { DiemcauError } from '@diemcau/protocol';
import '@diemcau/elements/loader';
import type { ConsentStoreState } from '@diemcau/sdk';
import { fakeConsentStore } from '@diemcau/sdk/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { part } from '../part.js';
import { allDecided, asking, decided } from './consent-states.js';

type Args = Partial<ConsentStoreState>;

const meta: Meta<Args> = {
  title: 'Consent/Consent',
  component: 'diemcau-consent',
  render: (state) => html`<diemcau-consent case-id="case-1" .store=${fakeConsentStore(state)}></diemcau-consent>`,
};
export default meta;

/** The purposes come from the gateway. */
export const Loading: StoryObj<Args> = { args: {} };
/** A child under 7: the representative decides; nothing is chosen beforehand. */
export const AskingTheRepresentative: StoryObj<Args> = { args: asking() };
/** A grown-up decides or names a representative. */
export const AskingThePatient: StoryObj<Args> = {
  args: asking({ patient: { name: 'Vàng A Páo', birthDate: '1969' } }),
};
/** Going on too early: each fault has a way to its field. */
export const Incomplete: StoryObj<Args> = {
  args: asking(),
  play: async ({ canvasElement }) => {
    const form = await part<HTMLFormElement>(canvasElement, 'diemcau-consent', 'form');
    form.requestSubmit();
    await part(canvasElement, 'diemcau-consent', '.error-summary');
  },
};
/** Everything once more before the witness signs. */
export const Review: StoryObj<Args> = {
  args: asking({ patient: { name: 'Vàng A Páo', birthDate: '1969' } }),
  play: async ({ canvasElement }) => {
    const choose = async (selector: string) =>
      (await part<HTMLInputElement>(canvasElement, 'diemcau-consent', selector)).click();
    for (const name of ['teleconsultation', 'record-share']) await choose(`#purpose-${name} input[value=permit]`);
    await choose('#purpose-recording input[value=deny]');
    await choose('#kind input');
    await choose('#evidence label:last-of-type input');
    (await part<HTMLFormElement>(canvasElement, 'diemcau-consent', 'form')).requestSubmit();
    await part(canvasElement, 'diemcau-consent', '.review');
  },
};
/** Signed offline; the gateway has not confirmed yet. */
export const Queued: StoryObj<Args> = {
  args: asking({
    purposes: [decided('teleconsultation', 'permitted', true), decided('record-share', 'permitted', true)],
    share: 'queued',
  }),
};
/** All decided; the record was sent. */
export const Decided: StoryObj<Args> = { args: allDecided() };
/** Taking an agreement back is one step. */
export const Withdrawing: StoryObj<Args> = {
  args: allDecided(),
  play: async ({ canvasElement }) => {
    (await part<HTMLButtonElement>(canvasElement, 'diemcau-consent', '#purpose-record-share .actions button')).click();
    await part(canvasElement, 'diemcau-consent', '.withdrawal');
  },
};
/** An account that may read but not take consent. */
export const Reader: StoryObj<Args> = { args: allDecided({ canCollect: false }) };
/** The gateway refused; what was chosen stays. */
export const Failed: StoryObj<Args> = { args: asking({ error: new DiemcauError('network/unreachable') }) };
/** From 7 to under 18 the representative decides, and the child is told and heard. */
export const AskingForAChild: StoryObj<Args> = {
  args: asking({ patient: { name: 'Lò Thị Mẩy', birthDate: '2015-04-20' } }),
};
/** Signing on the screen; the drawing is evidence, not a digital signature. */
export const Drawing: StoryObj<Args> = {
  args: asking(),
  play: async ({ canvasElement }) => {
    (await part<HTMLInputElement>(canvasElement, 'diemcau-consent', '#evidence label:first-of-type input')).click();
    await part(canvasElement, 'diemcau-consent', 'canvas');
  },
};
/** Shared without consent, on the ground of an emergency. */
export const EmergencyGround: StoryObj<Args> = { args: asking({ gate: 'emergency', share: 'shared' }) };
/** Agreed, but the record could not be sent yet. */
export const ShareFailed: StoryObj<Args> = { args: allDecided({ share: 'failed' }) };
