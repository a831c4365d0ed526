import { DiemcauError } from '@diemcau/protocol';
import { decodeProtectedHeader } from 'jose/decode/protected_header';
import { decodeJwt } from 'jose/jwt/decode';
import { canonicalHash } from '../internal/canonical-hash.js';
import type { Session } from '../internal/session.types.js';
import type { MinutesSignature } from './minutes.types.js';

/** Verifies each signature over this very document; one that does not hold is shown as failed, never left out. */
export async function verifySignatures(
  session: Session,
  of: { caseId: string; documentId: string; bundle: object; signatures: readonly string[]; queued: boolean },
): Promise<MinutesSignature[]> {
  const hash = await canonicalHash(of.bundle);
  return Promise.all(
    of.signatures.map(async (jws): Promise<MinutesSignature> => {
      try {
        const { payload, signer } = await session.verify(jws);
        const holds =
          payload.kind === 'minutes' &&
          payload.caseId === of.caseId &&
          payload.documentId === of.documentId &&
          payload.hash === hash;
        if (payload.kind !== 'minutes') throw new DiemcauError('signature/replayed');
        const verification = !holds ? 'failed' : session.verified ? 'verified' : 'unverified';
        return { role: payload.role, signer, signedAt: payload.signedAt, verification, queued: of.queued };
      } catch {
        return { ...claimed(jws), verification: 'failed', queued: of.queued };
      }
    }),
  );
}

/** What a signature that does not hold claims to be. */
function claimed(jws: string): Pick<MinutesSignature, 'role' | 'signer' | 'signedAt'> {
  try {
    const { role = 'member', signedAt = '' } = decodeJwt<{ role?: MinutesSignature['role']; signedAt?: string }>(jws);
    const { sub = '', name = '' } = decodeJwt<{ name?: string }>(String(decodeProtectedHeader(jws).token));
    return { role, signedAt, signer: { siteId: '', sub, name, jkt: '' } };
  } catch {
    return { role: 'member', signedAt: '', signer: { siteId: '', sub: '', name: '', jkt: '' } };
  }
}
