import { waitUntil as waitOneSecond } from '@open-wc/testing';

/** `waitUntil` with patience: what comes by a dynamic import or out of a worker takes a busy machine some seconds. */
export const waitUntil: typeof waitOneSecond = (predicate, message, options) =>
  waitOneSecond(predicate, message, { timeout: 10_000, ...options });
