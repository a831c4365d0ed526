import { decodeBase64 } from '../internal/decode-base64.js';

/** What a text looks like by its first characters; reading it may still fail. */
export function detectRecordFormat(text: string): 'fhir-json' | 'insurance-xml' | 'unknown' {
  if (typeof text !== 'string') return 'unknown';
  const start = text.slice(0, 4_096).replace(/^[\s\uFEFF]+/u, '');
  if (start.startsWith('{') || start.startsWith('[')) {
    if (text.includes('"resourceType"')) return 'fhir-json';
    // The request by which a HIS sends its files to a portal.
    return /^\{(?:[^{}[\]]*,)?\s*"(?:files|fileHSBase64)"\s*:/u.test(start) ? 'insurance-xml' : 'unknown';
  }
  if (start.startsWith('<')) return 'insurance-xml';
  const sample = start.replace(/\s/gu, '').slice(0, 400);
  const decoded = sample.length >= 16 ? decodeBase64(sample.slice(0, sample.length - (sample.length % 4))) : undefined;
  return decoded !== undefined && /^[\s\uFEFF]*</u.test(decoded) ? 'insurance-xml' : 'unknown';
}
