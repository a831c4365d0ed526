import '@diemcau/elements/loader';
import type { NetworkState } from '@diemcau/sdk';
import { fakeNetworkStore } from '@diemcau/sdk/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { part } from '../part.js';
import { online } from './network-states.js';

type Args = Partial<NetworkState>;

const meta: Meta<Args> = {
  title: 'Network/Directory',
  component: 'diemcau-directory',
  render: (state) => html`<diemcau-directory .store=${fakeNetworkStore(state)}></diemcau-directory>`,
};
export default meta;

/** All sites, with who is online. */
export const All: StoryObj<Args> = { args: online() };
/** Before the directory came. */
export const Waiting: StoryObj<Args> = { args: {} };
/** Found without accents. */
export const Found: StoryObj<Args> = {
  args: online(),
  play: async ({ canvasElement }) => {
    const input = await part<HTMLInputElement>(canvasElement, 'diemcau-directory', 'input[type=search]');
    input.value = 'nhi ha noi';
    input.dispatchEvent(new Event('input'));
  },
};
/** Nothing fits: said, with the way back to all. */
export const NothingFound: StoryObj<Args> = {
  args: online(),
  play: async ({ canvasElement }) => {
    const input = await part<HTMLInputElement>(canvasElement, 'diemcau-directory', 'input[type=search]');
    input.value = 'không có nơi nào';
    input.dispatchEvent(new Event('input'));
  },
};
