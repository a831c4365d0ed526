import type { Diemcau } from '@diemcau/sdk';
import { createContext } from '@lit/context';
import type { Locale } from './locale.js';

/** What `<diemcau-network>` gives to the elements in its care. */
export interface NetworkScope {
  /** Undefined until it is made (or set by the host). */
  client?: Diemcau;
  locale: Locale;
  scheme: 'light' | 'dark';
}

/** Shared by key, so that two copies of the library on one page understand each other. */
export const networkContext = createContext<NetworkScope>(Symbol.for('diemcau.network.1'));

/** Without a provider: Vietnamese, light, no client. */
export const noNetwork: NetworkScope = Object.freeze({ locale: 'vi', scheme: 'light' });
