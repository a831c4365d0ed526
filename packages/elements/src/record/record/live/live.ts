// What comes with the first talk about a record.
export { liveBar } from './live-bar.js';
export { LookController } from './look-controller.js';
