/** The certificate fingerprints of a description, lower case and each once. */
export function readFingerprints(sdp: string): string[] {
  const found = [...sdp.matchAll(/^a=fingerprint:(\S+) +(\S+)\s*$/gim)];
  return [...new Set(found.map(([, hash, value]) => `${hash} ${value}`.toLowerCase()))];
}

/** How a description's fingerprints compare with the signed one. */
export function compareFingerprint(sdp: string, expected: string | undefined): 'verified' | 'unverified' | 'failed' {
  const found = readFingerprints(sdp);
  // A second fingerprint would be a second certificate that may speak.
  if (found.length !== 1) return 'failed';
  if (expected === undefined) return 'unverified';
  return found[0] === expected.toLowerCase() ? 'verified' : 'failed';
}
