import type { NetworkState, NetworkStore } from '../network/network.types.js';
import { fakeStore, type FakeControls } from './fake-store.js';

/** A connection that a test drives. */
export type FakeNetworkStore = NetworkStore & FakeControls<NetworkState>;

/** The network, online and verified unless told otherwise. */
export function fakeNetworkStore(initial: Partial<NetworkState> = {}): FakeNetworkStore {
  const fake: FakeNetworkStore = fakeStore<NetworkStore, NetworkState>(
    { status: 'online', verification: 'verified', sites: [], presence: {}, queued: 0, ...initial },
    { connect: undefined, flush: undefined },
    {
      siteName: (siteId, locale = 'vi') => {
        const site = fake.snapshot.sites.find(({ id }) => id === siteId);
        return (locale === 'en' && site?.nameEn) || site?.name || siteId;
      },
    },
  );
  return fake;
}
