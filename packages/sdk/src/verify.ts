export { canonicalHash } from './internal/canonical-hash.js';
export { verifyDirectory } from './internal/verify/verify-directory.js';
export type { VerifiedDirectory } from './internal/verify/verify-directory.js';
export { verifyToken } from './internal/verify/verify-token.js';
export { verifySignature } from './internal/verify/verify-signature.js';
export type { SignatureExpectation, VerifiedSignature } from './internal/verify/verify-signature.js';
export { verifyMinutesDocument } from './internal/verify/verify-minutes-document.js';
export type { VerifiedMinutes, VerifiedMinutesSignature } from './internal/verify/verify-minutes-document.js';
