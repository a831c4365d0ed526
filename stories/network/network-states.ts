import { inventedSites } from '@diemcau/testing';
import type { NetworkState } from '@diemcau/sdk';

/** The invented network's sites, as the directory lists them. */
export const sites: NetworkState['sites'] = inventedSites.map((site) => ({
  ...site,
  specialties: [...site.specialties],
  keys: [],
  origins: [],
}));

/** A doctor of Cô Tô, online. */
export function online(patch: Partial<NetworkState> = {}): Partial<NetworkState> {
  return {
    status: 'online',
    verification: 'verified',
    me: { siteId: '22901', sub: '001234/QN-CCHN', name: 'BS. Phạm Thị Hải Yến', scopes: [] },
    sites,
    presence: { '01902': 4, '01903': 2 },
    ...patch,
  };
}
