import type { ConsultationState, ParticipantView } from '@diemcau/sdk';

/** The person at this end. */
export function me(patch: Partial<ParticipantView> = {}): ParticipantView {
  return participant({ participantId: 'p-me', self: true, siteId: '22001', name: 'BS. Nguyễn Đảo', ...patch });
}

/** Somebody in the session, verified and sending picture and sound unless told otherwise. */
export function participant(patch: Partial<ParticipantView> = {}): ParticipantView {
  const participantId = patch.participantId ?? 'p-nhi';
  return {
    participantId,
    self: false,
    siteId: '01001',
    name: 'PGS. Lê Thị Nhi',
    verified: 'verified',
    connection: 'connected',
    speaking: false,
    sources: [
      { sourceId: `${participantId}-mic`, kind: 'microphone', active: true },
      { sourceId: `${participantId}-cam`, kind: 'camera', active: true },
    ],
    line: { rtt: 80, loss: 0.001 },
    ...patch,
  };
}

/** A running session of two. */
export function session(patch: Partial<ConsultationState> = {}): Partial<ConsultationState> {
  return {
    status: 'joined',
    participants: [me(), participant()],
    microphone: 'on',
    camera: 'on',
    devices: [
      { kind: 'microphone', deviceId: 'm1', label: 'Micro USB', selected: true },
      { kind: 'microphone', deviceId: 'm2', label: '', selected: false },
      { kind: 'camera', deviceId: 'c1', label: 'Camera', selected: true },
    ],
    ...patch,
  };
}
