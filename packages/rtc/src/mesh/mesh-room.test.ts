import { expect } from '@open-wc/testing';
import { createCertificate } from '../certificate.js';
import { openRoom } from '../open-room.js';
import type { LocalSource, Room, RoomEvents } from '../room.js';
import { createFakeMedia } from '../testing/fake-media.js';
import { MemorySignalling } from '../testing/memory-signalling.js';

describe('a mesh room', () => {
  const ends: End[] = [];
  let media: ReturnType<typeof createFakeMedia>;
  let signalling: MemorySignalling;

  beforeEach(() => {
    media = createFakeMedia();
    signalling = new MemorySignalling();
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) end.close();
    await media.close();
  });

  it('carries decoded pictures and sound both ways', async () => {
    const [a, b] = [await join('a'), await join('b')];
    await Promise.all([a.shows('b', 'camera'), b.shows('a', 'camera')]);
    await Promise.all([a.hears('b'), b.hears('a')]);
    expect(a.stateOf('b')).to.equal('connected');
  });

  it('connects three ends with each other', async () => {
    const all = [await join('a'), await join('b'), await join('c')];
    for (const end of all) for (const other of all) if (other !== end) await end.shows(other.id, 'camera');
  });

  it('adds a source in the middle of a call, from either side', async () => {
    const [a, b] = [await join('a'), await join('b')];
    await Promise.all([a.shows('b', 'camera'), b.shows('a', 'camera')]);
    a.room.publish({ sourceId: 'screen', kind: 'screen', active: true, track: media.camera() });
    b.room.publish({ sourceId: 'probe', kind: 'ultrasound', active: true, track: media.camera() });
    await Promise.all([b.shows('a', 'screen'), a.shows('b', 'probe')]);
    await Promise.all([a.shows('b', 'camera'), b.shows('a', 'camera')]);
  });

  it('carries messages on both lanes', async () => {
    const [a, b] = [await join('a', []), await join('b', [])];
    const reliable = new Promise((resolve) => b.room.lane('reliable').onMessage(resolve));
    const latest = new Promise((resolve) => a.room.lane('latest').onMessage(resolve));
    await Promise.all([a.reaches('b', 'connected'), b.reaches('a', 'connected')]);
    a.room.lane('reliable').send('xin chào');
    b.room.lane('latest').send('{"x":0.5}', { key: 'pointer' });
    expect(await reliable).to.deep.equal({ from: 'a', data: 'xin chào' });
    expect(await latest).to.deep.equal({ from: 'b', data: '{"x":0.5}' });
  });

  interface End {
    id: string;
    room: Room;
    stateOf(other: string): string | undefined;
    reaches(other: string, state: string): Promise<void>;
    shows(other: string, sourceId: string, frames?: number): Promise<void>;
    hears(other: string): Promise<void>;
    close(): void;
  }

  async function join(id: string, kinds: LocalSource['kind'][] = ['microphone', 'camera']): Promise<End> {
    const { certificate, fingerprint } = await createCertificate();
    fingerprints.set(id, fingerprint);
    const room = await openRoom({
      participantId: id,
      certificate,
      signalling: signalling.join(id),
      expectFingerprint: (other) => fingerprints.get(other),
    });
    const states = new Map<string, string>();
    room.on('connection', ({ participantId, state }) => states.set(participantId, state));
    for (const kind of kinds) {
      const track = kind === 'microphone' ? media.microphone() : media.camera();
      room.publish({ sourceId: kind, kind, active: true, track });
    }
    const video = document.createElement('video');
    const end: End = {
      id,
      room,
      stateOf: (other) => states.get(other),
      reaches: (other, state) => until(room, 'connection', () => states.get(other) === state),
      async shows(other, sourceId, frames = 3) {
        await until(room, 'source', () => room.stream(other, sourceId) !== undefined);
        await countFrames(room.stream(other, sourceId)!, frames);
      },
      async hears(other) {
        await until(room, 'source', () => room.stream(other, 'microphone') !== undefined);
        for (;;) {
          const stats = (await room.stats()).find(({ participantId }) => participantId === other);
          if ((stats?.audioPackets ?? 0) > 10) return;
        }
      },
      close: () => room.close(),
    };
    void video;
    ends.push(end);
    return end;
  }
});

const fingerprints = new Map<string, string>();

function until<Name extends keyof RoomEvents>(room: Room, name: Name, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds()) return resolve();
    const stop = room.on(name, () => {
      if (!holds()) return;
      stop();
      resolve();
    });
  });
}

function countFrames(stream: MediaStream, frames: number): Promise<void> {
  const video = Object.assign(document.createElement('video'), { muted: true, autoplay: true, srcObject: stream });
  document.body.append(video);
  return new Promise((resolve) => {
    let seen = 0;
    const next = () => {
      if (++seen < frames) return void video.requestVideoFrameCallback(next);
      video.remove();
      video.srcObject = null;
      resolve();
    };
    video.requestVideoFrameCallback(next);
  });
}
