import { DiemcauError, type PersonRole, type SiteDirectory, type Signer } from '@diemcau/protocol';
import { canonicalHash } from '../canonical-hash.js';
import { verifySignature } from './verify-signature.js';

/** A signature of minutes that holds. */
export interface VerifiedMinutesSignature {
  role: PersonRole;
  signer: Signer;
  /** ISO instant as the signer's device had it. */
  signedAt: string;
}

/** The signers of a minutes document and the case that they signed for. */
export interface VerifiedMinutes {
  documentId: string;
  caseId: string;
  hash: string;
  signatures: VerifiedMinutesSignature[];
  /** Whether a chair and a secretary both signed. */
  complete: boolean;
}

/**
 * Verifies signed minutes end to end, as the receiving hospital's back end must: every signature speaks of this very document
 * (canonical hash and id), of one case, and is by a person whom a site of the directory vouches for.
 * @param directory from `verifyDirectory` with the pinned network key
 * @throws DiemcauError `signature/invalid`, `signature/foreign-key`, `signature/replayed`, `signature/content-changed`
 */
export async function verifyMinutesDocument(
  bundle: { id?: string } & object,
  signatures: readonly string[],
  directory: SiteDirectory,
  expected: { caseId?: string } = {},
): Promise<VerifiedMinutes> {
  if (signatures.length === 0) throw new DiemcauError('signature/invalid', { at: 'signatures' });
  const hash = await canonicalHash(bundle);
  const verified = await Promise.all(
    signatures.map((jws) => verifySignature(jws, { directory, kind: 'minutes', hash, ...expected })),
  );
  const caseId = verified[0]?.payload.caseId ?? '';
  const list = verified.map(({ payload, signer }): VerifiedMinutesSignature => {
    if (payload.kind !== 'minutes' || payload.caseId !== caseId || payload.documentId !== bundle.id)
      throw new DiemcauError('signature/replayed', { at: 'documentId' });
    return { role: payload.role, signer, signedAt: payload.signedAt };
  });
  const roles = new Set(list.map(({ role }) => role));
  return {
    documentId: bundle.id ?? '',
    caseId,
    hash,
    signatures: list,
    complete: roles.has('chair') && roles.has('secretary'),
  };
}
