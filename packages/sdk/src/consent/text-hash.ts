import { canonicalHash } from '../internal/canonical-hash.js';
import type { ConsentText } from './consent.types.js';

/** Hash of the words as they were shown, for the Consent. */
export function textHash(text: ConsentText): Promise<string> {
  return canonicalHash(text);
}
