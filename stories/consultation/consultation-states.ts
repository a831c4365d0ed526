import type { ConsultationState, ParticipantView } from '@diemcau/sdk';

const person = (
  participantId: string,
  name: string,
  siteId: string,
  patch: Partial<ParticipantView> = {},
): ParticipantView => ({
  participantId,
  self: false,
  siteId,
  name,
  verified: 'verified',
  connection: 'connected',
  speaking: false,
  sources: [
    { sourceId: `${participantId}-microphone`, kind: 'microphone', active: true },
    { sourceId: `${participantId}-camera`, kind: 'camera', active: true },
  ],
  line: { rtt: 90, loss: 0.004 },
  ...patch,
});

/** Four ends: the district hospital, two experts, one of them unverified, one on a weak line. */
export const people: readonly ParticipantView[] = [
  person('me', 'BS. Phạm Thị Hải Yến', '22345', { self: true }),
  person('chair', 'PGS.TS. Trần Minh Điển', '01901', { speaking: true }),
  person('expert', 'TS. Nguyễn Hoàng Phương Khánh Linh', '01901', { line: { rtt: 720, loss: 0.12 } }),
  person('guest', 'BS. Lò Văn Pản', '11004', {
    verified: 'unverified',
    sources: [{ sourceId: 'guest-microphone', kind: 'microphone', active: false }],
  }),
];

const devices: ConsultationState['devices'] = [
  { kind: 'microphone', deviceId: 'm1', label: 'Micro hội nghị USB', selected: true },
  { kind: 'microphone', deviceId: 'm2', label: 'Micro của máy', selected: false },
  { kind: 'camera', deviceId: 'c1', label: 'Camera PTZ', selected: true },
  { kind: 'speaker', deviceId: 's1', label: 'Loa', selected: true },
];

/** A running session. */
export function session(patch: Partial<ConsultationState> = {}): Partial<ConsultationState> {
  return {
    status: 'joined',
    participants: people,
    microphone: 'on',
    camera: 'on',
    devices,
    since: new Date(Date.now() - 754_000).toISOString(),
    ...patch,
  };
}

/** A drawn moving picture in the place of a camera: no device is touched. */
export function drawnPicture(participantId: string, sourceId: string): MediaStream | undefined {
  if (sourceId.endsWith('microphone')) return undefined;
  const key = `${participantId} ${sourceId}`;
  const made = pictures.get(key);
  if (made) return made;
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const context = canvas.getContext('2d')!;
  const shade = 190 + ((participantId.length * 23) % 40);
  context.fillStyle = `hsl(${shade} 25% 38%)`;
  context.fillRect(0, 0, 640, 360);
  context.fillStyle = `hsl(${shade} 20% 62%)`;
  context.beginPath();
  context.arc(320, 150, 70, 0, Math.PI * 2);
  context.ellipse(320, 350, 150, 110, 0, 0, Math.PI * 2);
  context.fill();
  const stream = canvas.captureStream(2);
  pictures.set(key, stream);
  return stream;
}
const pictures = new Map<string, MediaStream>();
