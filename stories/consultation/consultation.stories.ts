import '@diemcau/elements/loader';
import { DiemcauError } from '@diemcau/protocol';
import type { CaseView, ConsultationState } from '@diemcau/sdk';
import { fakeCaseStore, fakeConsultationStore } from '@diemcau/sdk/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { part } from '../part.js';
import { drawnPicture, people, session } from './consultation-states.js';

interface Args {
  state: Partial<ConsultationState>;
  compact?: boolean;
}

const patient = {
  name: 'Nguyễn Thị Ánh Dương',
  birthDate: '2024-06-10',
  gender: 'female',
  identifiers: [
    { kind: 'insurance', value: 'TE1222200000017' },
    { kind: 'internal', value: 'CT-000123' },
  ],
};

function stores(state: Partial<ConsultationState>) {
  const store = fakeConsultationStore(state);
  store.stream = drawnPicture;
  const caseStore = fakeCaseStore({
    status: 'ready',
    case: {
      caseId: 'case-1',
      request: { patient, allergies: 'Amoxicillin (mẩn ngứa)' },
      allowed: ['end'],
    } as unknown as CaseView,
  });
  return { store, caseStore };
}

const meta: Meta<Args> = {
  title: 'Consultation/Consultation',
  component: 'diemcau-consultation',
  render: ({ state, compact = false }) => {
    const { store, caseStore } = stores(state);
    return html`<diemcau-consultation
      case-id="case-1"
      ?compact=${compact}
      .store=${store}
      .caseStore=${caseStore}
    ></diemcau-consultation>`;
  },
};
export default meta;

/** Before anything is asked of the browser. */
export const Idle: StoryObj<Args> = { args: { state: {} } };
/** Devices are on; one's own picture. */
export const Prepared: StoryObj<Args> = {
  args: { state: session({ status: 'preparing', participants: people.slice(0, 1) }) },
};
/** The browser refused; joining works without. */
export const Denied: StoryObj<Args> = {
  args: { state: session({ status: 'preparing', participants: [], microphone: 'denied', camera: 'denied' }) },
};
/** The embedding page's policy blocks the devices. */
export const PolicyBlocked: StoryObj<Args> = {
  args: { state: { status: 'preparing', camera: 'missing', error: new DiemcauError('rtc/policy-blocked') } },
};
export const Joining: StoryObj<Args> = { args: { state: { status: 'joining' } } };
/** Nobody else is there yet. */
export const Alone: StoryObj<Args> = { args: { state: session({ participants: people.slice(0, 1) }) } };
/** Four ends: one speaks, one is on a weak line, one is not verified. */
export const Joined: StoryObj<Args> = { args: { state: session() } };
/** Somebody points on the picture. */
export const Pointing: StoryObj<Args> = {
  args: {
    state: session({
      pointers: {
        expert: {
          of: 'source',
          participantId: 'chair',
          sourceId: 'chair-camera',
          x: 0.4,
          y: 0.35,
          at: Date.now() + 3_600_000,
        },
      },
    }),
  },
  play: async ({ canvasElement }) => {
    await part(canvasElement, 'diemcau-consultation', '.dot');
    (await part<HTMLButtonElement>(canvasElement, 'diemcau-consultation', '[aria-pressed]')).click();
    const area = await part(canvasElement, 'diemcau-consultation', '.pointing');
    area.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', shiftKey: true }));
    await part(canvasElement, 'diemcau-consultation', '.dot.own');
  },
};
/** The line is lost; seconds run within the view. */
export const Reconnecting: StoryObj<Args> = {
  args: { state: session({ status: 'reconnecting', lostSince: Date.now() - 12_000 }) },
};
/** The line carries sound only. */
export const AudioOnly: StoryObj<Args> = {
  args: { state: session({ quality: { step: 'audio-only', reason: 'measured' } }) },
};
/** Stills and text. */
export const Stills: StoryObj<Args> = { args: { state: session({ quality: { step: 'stills', reason: 'measured' } }) } };
/** An end could not prove its key. */
export const IdentityFailed: StoryObj<Args> = {
  args: { state: session({ participants: [people[0]!, { ...people[1]!, verified: 'failed' }] }) },
};
/** A bar, while the record has the screen. */
export const Compact: StoryObj<Args> = { args: { state: session(), compact: true } };
/** Asking before it is ended for all. */
export const Ending: StoryObj<Args> = {
  args: { state: session() },
  play: async ({ canvasElement }) => {
    (
      await part<HTMLButtonElement>(canvasElement, 'diemcau-consultation', '.controls .end > .button:last-child')
    ).click();
    await part(canvasElement, 'diemcau-consultation', 'dialog[open]');
  },
};
export const Left: StoryObj<Args> = { args: { state: { status: 'left', leaveReason: 'left' } } };
export const Elsewhere: StoryObj<Args> = { args: { state: { status: 'left', leaveReason: 'elsewhere' } } };
export const Ended: StoryObj<Args> = { args: { state: { status: 'ended', leaveReason: 'ended' } } };
/** One's own screen is seen by all: a reminder of who else may be on it. */
export const SharingScreen: StoryObj<Args> = { args: { state: session({ screen: 'on' }) } };
/** Chosen: no sound, no picture; record, pointer and minutes go on. */
export const TextOnly: StoryObj<Args> = {
  args: { state: session({ quality: { step: 'text-only', reason: 'chosen' } }) },
};
/** The session could not be held; what is safe, and the way back in. */
export const Failed: StoryObj<Args> = {
  args: { state: { status: 'failed', error: new DiemcauError('rtc/connection-failed') } },
};
/** The keys of the session. */
export const Keys: StoryObj<Args> = {
  args: { state: session() },
  play: async ({ canvasElement }) => {
    (await part(canvasElement, 'diemcau-consultation', '.base')).dispatchEvent(
      new KeyboardEvent('keydown', { key: '?', bubbles: true, composed: true }),
    );
    await part(canvasElement, 'diemcau-consultation', '.keys-dialog[open]');
  },
};
