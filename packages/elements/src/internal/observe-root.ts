import { loaderKey, waitingRootsKey } from './loader-registry.js';

/** Lets the page's loader bring the tags inside a shadow root, also when the loader comes later. */
export function observeRoot(root: ShadowRoot): void {
  const loader = window[loaderKey];
  if (loader) loader.observe(root);
  else (window[waitingRootsKey] ??= []).push(new WeakRef(root));
}
