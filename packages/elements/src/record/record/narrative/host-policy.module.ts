import * as sanitizer from './sanitize-narrative.js';

// For host-policy.test.ts: hands the module to the page that loaded it.
Object.assign(globalThis, { sanitizer });
