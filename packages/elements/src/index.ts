export type { Locale } from './internal/locale.js';
export type { NetworkScope } from './internal/network-scope.js';
export { networkContext } from './internal/network-scope.js';
export { DiemcauEvent } from './internal/event.js';
export { ErrorEvent } from './internal/error.events.js';
