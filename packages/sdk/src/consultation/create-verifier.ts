import { DiemcauError, type Participant, type Signer } from '@diemcau/protocol';
import type { Session } from '../internal/session.types.js';

/** Who stands behind a participant, as their own signature proves it. */
export type Proof = { fingerprint: string; signer: Signer } | { failed: DiemcauError };

/** No certificate has this fingerprint: a connection that is compared with it is refused. */
const impossible = 'sha-256 refused';

/** Verifies each participant's signed fingerprint once, against the directory: the gateway's roster alone proves nothing. */
export function createVerifier(session: Session, caseId: string) {
  const proofs = new Map<string, Promise<Proof>>();
  const settled = new Map<string, Proof>();

  async function verify({ participantId, fingerprint, siteId, sub }: Participant): Promise<Proof> {
    try {
      const { payload, signer } = await session.verify(fingerprint);
      if (payload.kind !== 'fingerprint' || payload.caseId !== caseId || payload.participantId !== participantId)
        throw new DiemcauError('signature/replayed', { at: 'fingerprint' });
      if (signer.siteId !== siteId || signer.sub !== sub)
        throw new DiemcauError('signature/foreign-key', { at: 'sub' });
      return { fingerprint: payload.fingerprint, signer };
    } catch (error) {
      return { failed: DiemcauError.from(error, 'signature/invalid') };
    }
  }

  return {
    /** Starts to verify whom the roster names; `changed` when a proof is settled. */
    take(roster: readonly Participant[], changed: () => void) {
      for (const participant of roster) {
        const key = `${participant.participantId} ${participant.fingerprint}`;
        if (proofs.has(key)) continue;
        const proof = verify(participant);
        proofs.set(key, proof);
        void proof.then((one) => {
          settled.set(key, one);
          changed();
        });
      }
    },
    /** The proof so far. */
    proofOf: ({ participantId, fingerprint }: Participant) => settled.get(`${participantId} ${fingerprint}`),
    /** The fingerprint that a connection to this participant must have. */
    async expected({ participantId, fingerprint }: Participant): Promise<string> {
      const proof = await proofs.get(`${participantId} ${fingerprint}`);
      return proof && 'fingerprint' in proof ? proof.fingerprint : impossible;
    },
  };
}
