/** What the first loader of a page leaves for others to find. */
export interface LoaderHandle {
  readonly version: string;
  observe(root: Document | ShadowRoot): void;
}

/** The only global of Điểm Cầu: one symbol, versioned with the contract of {@link LoaderHandle}. */
export const loaderKey: unique symbol = Symbol.for('diemcau.loader.1') as never;
/** Roots that asked before a loader came. */
export const waitingRootsKey: unique symbol = Symbol.for('diemcau.loader.1.waiting') as never;

declare global {
  interface Window {
    [loaderKey]?: LoaderHandle;
    [waitingRootsKey]?: WeakRef<ShadowRoot>[];
  }
}
