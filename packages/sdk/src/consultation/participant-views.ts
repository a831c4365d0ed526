import type { CallSnapshot } from '@diemcau/rtc';
import type { Session } from '../internal/session.types.js';
import type { ParticipantView } from './consultation.types.js';
import type { Joining } from './create-joining.js';

/** Everybody in the consultation, this end first: the roster says who, the engine how, the signature whether it is true. */
export function participantViews(
  session: Session,
  { participantId, signalling, verifier }: Joining,
  call: CallSnapshot,
): ParticipantView[] {
  return [...signalling.roster]
    .sort((a, b) => Number(b.participantId === participantId) - Number(a.participantId === participantId))
    .map((one): ParticipantView => {
      const { siteId, name, sources } = one;
      const proof = verifier.proofOf(one);
      const signer = proof && 'signer' in proof ? proof.signer : undefined;
      const common = {
        participantId: one.participantId,
        siteId,
        name: signer?.name ?? name,
        ...(signer ? { signer } : {}),
      };
      if (one.participantId === participantId)
        return {
          ...common,
          self: true,
          verified: session.verified ? 'verified' : 'unverified',
          connection: session.online ? 'connected' : 'reconnecting',
          sources: call.sources,
          speaking: false,
        };
      const media = call.participants.find((end) => end.participantId === one.participantId);
      const { rtt, loss, bitrateIn } = media?.line ?? {};
      return {
        ...common,
        self: false,
        verified: verifiedOf(session, proof, media?.verified),
        connection: media?.connection ?? (one.presence === 'away' ? 'away' : 'connecting'),
        sources,
        speaking: media?.speaking ?? false,
        ...(media?.line ? { line: { rtt, loss, bitrate: bitrateIn } } : {}),
      };
    });
}

/** Proved only when the signature holds, the connection carries the very fingerprint, and the directory is the pinned one. */
function verifiedOf(
  session: Session,
  proof: ReturnType<Joining['verifier']['proofOf']>,
  connection: ParticipantView['verified'] | undefined,
): ParticipantView['verified'] {
  if ((proof && 'failed' in proof) || connection === 'failed') return 'failed';
  if (!proof || connection === undefined || connection === 'checking') return 'checking';
  return connection === 'verified' && session.verified ? 'verified' : 'unverified';
}
