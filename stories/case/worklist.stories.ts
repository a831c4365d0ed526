import '@diemcau/elements/loader';
import { DiemcauError } from '@diemcau/protocol';
import type { WorklistState } from '@diemcau/sdk';
import { fakeDiemcau, fakeNetworkStore, fakeWorklistStore } from '@diemcau/sdk/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { online } from '../network/network-states.js';
import { part } from '../part.js';
import { many, sitting } from './case-states.js';

type Args = Partial<WorklistState>;

const meta: Meta<Args> = {
  title: 'Case/Worklist',
  component: 'diemcau-worklist',
  render: (state, { globals }) => {
    const client = fakeDiemcau({
      worklist: fakeWorklistStore({ direction: 'incoming', ...state }),
      network: fakeNetworkStore(
        online({ me: { siteId: '01902', sub: '004567/BYT-CCHN', name: 'PGS.TS. Đặng Hoài Nam', scopes: [] } }),
      ),
    });
    return html`<diemcau-network locale=${globals['locale']} theme=${globals['theme']} .client=${client}>
      <diemcau-worklist case-id="case-2"></diemcau-worklist>
    </diemcau-network>`;
  },
};
export default meta;

/** A sitting: urgent first, one overdue, one open. */
export const Sitting: StoryObj<Args> = { args: { items: sitting } };
/** Forty cases. */
export const Huge: StoryObj<Args> = { args: { items: many } };
/** Nothing came in: not a failure. */
export const Empty: StoryObj<Args> = { args: { items: [] } };
/** A word after a second, the reason after four. */
export const Loading: StoryObj<Args> = { args: { status: 'loading' } };
/** The gateway does not answer; the last list is shown with its time. */
export const Stale: StoryObj<Args> = { args: { items: sitting, staleSince: '2026-11-22T01:00:00Z' } };
/** Failed, and nothing to show. */
export const Failed: StoryObj<Args> = { args: { status: 'failed', error: new DiemcauError('network/unreachable') } };
/** Found without accents. */
export const Found: StoryObj<Args> = {
  args: { items: sitting },
  play: async ({ canvasElement }) => {
    const network = canvasElement.querySelector<HTMLElement>('diemcau-network diemcau-network')!;
    const input = await part<HTMLInputElement>(network, 'diemcau-worklist', 'input[type=search]');
    input.value = 'ly a phu';
    input.dispatchEvent(new Event('input'));
  },
};
/** The next case in one action. */
export const Next: StoryObj<Args> = {
  args: { items: sitting },
  play: async ({ canvasElement }) => (await part(canvasElement, 'diemcau-worklist', '[part=next]')).click(),
};
