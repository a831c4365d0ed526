import '@diemcau/elements/loader';
import type { LineTestState } from '@diemcau/sdk';
import { fakeLineTestStore } from '@diemcau/sdk/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

type Args = Partial<LineTestState>;

const meta: Meta<Args> = {
  title: 'Consultation/Line test',
  component: 'diemcau-line-test',
  render: (state) => html`<diemcau-line-test .store=${fakeLineTestStore(state)}></diemcau-line-test>`,
};
export default meta;

export const Idle: StoryObj<Args> = { args: {} };
/** Step by step. */
export const Running: StoryObj<Args> = {
  args: {
    status: 'running',
    steps: [
      { name: 'secure-context', state: 'passed' },
      { name: 'microphone', state: 'passed', facts: { label: 'Micro hội nghị USB' } },
      { name: 'gateway', state: 'running' },
      { name: 'path', state: 'pending' },
    ],
  },
};
/** A line for sound only, and no camera. */
export const Completed: StoryObj<Args> = {
  args: {
    status: 'completed',
    steps: [
      { name: 'secure-context', state: 'passed' },
      { name: 'microphone', state: 'passed', facts: { label: 'Micro hội nghị USB' } },
      { name: 'camera', state: 'failed', code: 'rtc/device-missing' },
      { name: 'gateway', state: 'passed', facts: { rtt: 320 } },
      { name: 'clock', state: 'warning', facts: { skew: 340 } },
      { name: 'bandwidth', state: 'warning', facts: { up: 180, down: 300 } },
    ],
    result: { verdict: 'audio', rtt: 320, up: 180, down: 300 },
  },
};
/** Nothing can be reached. */
export const NoLine: StoryObj<Args> = {
  args: {
    status: 'completed',
    steps: [
      { name: 'gateway', state: 'failed', code: 'network/unreachable' },
      { name: 'path', state: 'skipped' },
    ],
    result: { verdict: 'none' },
  },
};
