import { DiemcauError } from '@diemcau/protocol';
import { readFingerprints } from './mesh/fingerprint.js';

/** A session's DTLS certificate and the fingerprint to sign. */
export interface SessionCertificate {
  certificate: RTCCertificate;
  /** `sha-256 ab:cd:…`, lower case. */
  fingerprint: string;
}

/**
 * Makes the certificate of one session (ECDSA P-256, never leaves the browser).
 * @throws DiemcauError `rtc/unsupported` where there is no WebRTC.
 */
export async function createCertificate(): Promise<SessionCertificate> {
  if (typeof RTCPeerConnection === 'undefined') throw new DiemcauError('rtc/unsupported', { at: 'RTCPeerConnection' });
  const keyParameters = { name: 'ECDSA', namedCurve: 'P-256' };
  const certificate = await RTCPeerConnection.generateCertificate(keyParameters);
  return { certificate, fingerprint: await fingerprintOf(certificate) };
}

async function fingerprintOf(certificate: RTCCertificate): Promise<string> {
  const known = certificate.getFingerprints?.().find(({ algorithm }) => algorithm === 'sha-256');
  if (known?.value) return `sha-256 ${known.value}`.toLowerCase();
  // Firefox knows a certificate's fingerprint only inside a description.
  const connection = new RTCPeerConnection({ certificates: [certificate] });
  try {
    connection.createDataChannel('');
    const { sdp } = await connection.createOffer();
    const [fingerprint] = readFingerprints(sdp ?? '');
    if (!fingerprint) throw new DiemcauError('rtc/unsupported', { at: 'fingerprint' });
    return fingerprint;
  } finally {
    connection.close();
  }
}
