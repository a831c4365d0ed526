import type { Diemcau } from '@diemcau/sdk';

let made: Promise<Diemcau> | undefined;

/** The client of elements that need no gateway where the page has none: one for all of them, and it never asks anybody anything. */
export function localClient(): Promise<Diemcau> {
  return (made ??= import('@diemcau/sdk').then(({ createDiemcau }) =>
    createDiemcau({
      // Never asked: without a token nobody is anybody there.
      gateway: location.origin,
      tokenProvider: () => Promise.reject(new Error('There is no network on this page.')),
    }),
  ));
}
