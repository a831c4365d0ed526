import '@diemcau/elements/loader';
import { DiemcauError } from '@diemcau/protocol';
import type { NetworkState } from '@diemcau/sdk';
import { fakeDiemcau, fakeNetworkStore } from '@diemcau/sdk/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { online } from './network-states.js';

type Args = Partial<NetworkState>;

const meta: Meta<Args> = {
  title: 'Network/Network',
  component: 'diemcau-network',
  render: (state, { globals }) =>
    html`<diemcau-network
      locale=${globals['locale']}
      theme=${globals['theme']}
      .client=${fakeDiemcau({ network: fakeNetworkStore(state) })}
    ></diemcau-network>`,
};
export default meta;

/** The first seconds of a page. */
export const Connecting: StoryObj<Args> = {
  args: online({ status: 'connecting', verification: 'unknown', me: undefined }),
};
/** All is well: whose line, and that the directory is verified. */
export const Online: StoryObj<Args> = { args: online() };
/** No network key was set. */
export const Unverified: StoryObj<Args> = { args: online({ verification: 'unverified' }) };
/** Back online with things that were kept on this device. */
export const Queued: StoryObj<Args> = { args: online({ queued: 3 }) };
/** The line is lost; the next attempt is counted down, what was typed is safe. */
export const Offline: StoryObj<Args> = {
  args: online({
    status: 'offline',
    queued: 2,
    retryAt: Date.now() + 3_600_000,
    error: new DiemcauError('network/unreachable'),
  }),
};
/** The gateway refused the token. */
export const Refused: StoryObj<Args> = {
  args: online({ status: 'refused', me: undefined, error: new DiemcauError('auth/token-refused') }),
};
/** Signed out: nothing readable is left on this device. */
export const SignedOut: StoryObj<Args> = { args: { status: 'signed-out' } };
/** The directory does not carry the pinned network's signature. */
export const WrongNetworkKey: StoryObj<Args> = {
  args: online({
    status: 'refused',
    verification: 'unverified',
    me: undefined,
    error: new DiemcauError('network/directory-unverified'),
  }),
};
