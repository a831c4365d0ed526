import '@diemcau/elements/loader';
import { DiemcauError } from '@diemcau/protocol';
import type { CaseDraftState } from '@diemcau/sdk';
import { fakeCaseDraftStore, fakeDiemcau, fakeNetworkStore } from '@diemcau/sdk/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { online } from '../network/network-states.js';
import { part } from '../part.js';
import { request } from './case-states.js';

type Args = Partial<CaseDraftState>;

const meta: Meta<Args> = {
  title: 'Case/Case form',
  component: 'diemcau-case-form',
  render: (state, { globals }) => {
    const client = fakeDiemcau({ draft: fakeCaseDraftStore(state), network: fakeNetworkStore(online()) });
    return html`<diemcau-network locale=${globals['locale']} theme=${globals['theme']} .client=${client}>
      <diemcau-case-form patient-id="his-000123"></diemcau-case-form>
    </diemcau-network>`;
  },
};
export default meta;

/** The draft is being read. */
export const Loading: StoryObj<Args> = { args: { status: 'loading' } };
/** A new request. */
export const Empty: StoryObj<Args> = { args: {} };
/** Filled in from the insurance XML, kept on this device. */
export const Prefilled: StoryObj<Args> = {
  args: { value: request(), prefilledFrom: 'insurance-xml', savedAt: '2026-11-22T03:05:00Z' },
};
/** Sent too early: each fault links to its field. */
export const Faulty: StoryObj<Args> = {
  args: {
    value: { urgency: 'urgent', patient: { name: '', birthDate: '31/13/2024', identifiers: [] } },
    error: new DiemcauError('request/invalid'),
    issues: [
      { code: 'required', severity: 'error', at: 'patient.name' },
      { code: 'malformed', severity: 'error', at: 'patient.birthDate' },
      { code: 'required', severity: 'error', at: 'to' },
      { code: 'required', severity: 'error', at: 'question' },
      { code: 'required', severity: 'error', at: 'patientInformed' },
    ],
  },
  play: async ({ canvasElement }) => (await part(canvasElement, 'diemcau-case-form', '.error-summary a')).click(),
};
/** No consent can be had: the ground is asked. */
export const Emergency: StoryObj<Args> = {
  args: { value: request() },
  play: async ({ canvasElement }) => (await part(canvasElement, 'diemcau-case-form', '#field-emergency')).click(),
};
/** On its way. */
export const Submitting: StoryObj<Args> = { args: { status: 'submitting', value: request() } };
/** Signed, kept on this device, not sent. */
export const Queued: StoryObj<Args> = { args: { status: 'queued', value: request() } };
/** The gateway confirmed it. */
export const Submitted: StoryObj<Args> = { args: { status: 'submitted', value: request() } };
/** Refused; nothing typed is lost. */
export const Failed: StoryObj<Args> = {
  args: {
    status: 'failed',
    value: request(),
    savedAt: '2026-11-22T03:05:00Z',
    error: new DiemcauError('auth/scope-missing'),
  },
};
/** Prefilled from the HIS's FHIR export. */
export const PrefilledFromRecord: StoryObj<Args> = {
  args: { value: request(), prefilledFrom: 'fhir', savedAt: '2026-11-22T03:05:00Z' },
};
