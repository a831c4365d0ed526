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
  person('me', 'BS. Phạm Thị Hải Yến', '22901', { self: true }),
  person('chair', 'PGS.TS. Đặng Hoài Nam', '01902', { speaking: true }),
  person('expert', 'TS. Nguyễn Hoàng Phương Khánh Linh', '01902', { line: { rtt: 720, loss: 0.12 } }),
  person('guest', 'BS. Lò Văn Pản', '11901', {
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
  const shade = 190 + ((participantId.length * 23) % 40);
  let turn = 0;
  const draw = () => drawPerson(canvas.getContext('2d')!, shade, turn++);
  draw();
  const stream = canvas.captureStream(5);
  setInterval(draw, 200);
  pictures.set(key, stream);
  return stream;
}

/** A head and shoulders before a wall, swaying. */
function drawPerson(context: CanvasRenderingContext2D, shade: number, turn: number): void {
  const wall = context.createLinearGradient(0, 0, 640, 360);
  wall.addColorStop(0, `hsl(${shade} 22% 46%)`);
  wall.addColorStop(1, `hsl(${shade} 26% 28%)`);
  context.fillStyle = wall;
  context.fillRect(0, 0, 640, 360);
  const sway = Math.sin(turn / 4) * 14;
  context.fillStyle = `hsl(${shade + 20} 12% 82%)`;
  context.beginPath();
  context.ellipse(320 + sway / 2, 350, 150, 120, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = 'hsl(28 32% 62%)';
  context.beginPath();
  context.ellipse(320 + sway, 160, 58, 74, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = 'hsl(24 20% 18%)';
  context.beginPath();
  context.ellipse(320 + sway, 118, 62, 42, 0, Math.PI, 0);
  context.fill();
}
const pictures = new Map<string, MediaStream>();
