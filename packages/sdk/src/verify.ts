export { canonicalHash } from './internal/canonical-hash.js';
export { verifyDirectory } from './internal/verify/verify-directory.js';
export type { VerifiedDirectory } from './internal/verify/verify-directory.js';
export { verifyToken } from './internal/verify/verify-token.js';
export { verifySignature } from './internal/verify/verify-signature.js';
export type { SignatureExpectation, VerifiedSignature } from './internal/verify/verify-signature.js';
export { verifyMinutesDocument } from './internal/verify/verify-minutes-document.js';
export type { VerifiedMinutes, VerifiedMinutesSignature } from './internal/verify/verify-minutes-document.js';
// Beside the check, because the same back end needs it: verified minutes as lines of the insurance XML.
export { minutesToInsuranceXml } from '@diemcau/fhir/xml';
export type { MinutesXmlOptions } from '@diemcau/fhir/xml';
