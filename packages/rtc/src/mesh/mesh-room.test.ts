import { expect } from '@open-wc/testing';
import { createCertificate } from '../certificate.js';
import { openRoom } from '../open-room.js';
import { countFrames } from '../testing/count-frames.js';
import { createFakeMedia, type FakeMedia } from '../testing/fake-media.js';
import { silenceLimits } from './silence-watch.js';
import { MemorySignalling } from '../testing/memory-signalling.js';
import { watchBrowser, type BrowserWatch } from '../testing/watch-browser.js';
import type { LocalSource, Room, RoomEvents } from '../room.js';

describe('a mesh room', () => {
  it('carries decoded pictures and sound both ways', async () => {
    const [a, b] = [await join('a'), await join('b')];
    await bothSee(a, b);
    await Promise.all([a.hears('b'), b.hears('a')]);
    expect(a.stateOf('b')).to.equal('connected');
  });

  it('connects three ends with each other', async () => {
    const all = [await join('a'), await join('b'), await join('c')];
    for (const end of all) for (const other of all) if (other !== end) await end.sees(other.id);
  });

  it('adds a source in the middle of a call, from both sides at once, and takes it away', async () => {
    const [a, b] = [await join('a'), await join('b')];
    await bothSee(a, b);
    a.room.publish({ sourceId: 'screen', kind: 'screen', active: true, track: media.camera() });
    b.room.publish({ sourceId: 'probe', kind: 'ultrasound', active: true, track: media.camera() });
    await Promise.all([b.sees('a', 'screen'), a.sees('b', 'probe')]);
    await bothSee(a, b);
    const ended = next(a.room, 'source-ended');
    b.room.unpublish('probe');
    expect(await ended).to.deep.equal({ participantId: 'b', sourceId: 'probe' });
    await bothSee(a, b);
  });

  it('shows a picture to an end that came to listen, and starts its own later', async () => {
    const [a, b] = [await join('a', []), await join('b')];
    await a.sees('b');
    a.room.publish({ sourceId: 'camera', kind: 'camera', active: true, track: media.camera() });
    await b.sees('a');
  });

  it('keeps the stream when the device changes, and when the camera is off for a while', async () => {
    const [a, b] = [await join('a'), await join('b')];
    await bothSee(a, b);
    const stream = b.room.stream('a', 'camera');
    a.room.publish({
      sourceId: 'camera',
      kind: 'camera',
      active: true,
      track: media.camera({ width: 160, height: 120 }),
    });
    await b.until(async () => (await widthOf(stream)) === 160);
    a.room.publish({ sourceId: 'camera', kind: 'camera', active: false, track: null });
    await b.until(async () => (await grows(b.room, 'framesDecoded')) === 0);
    a.room.publish({ sourceId: 'camera', kind: 'camera', active: true, track: media.camera() });
    await b.sees('a');
    expect(b.room.stream('a', 'camera') === stream).to.equal(true);
  });

  it('sends nothing of a source that the other end does not show', async () => {
    const [a, b] = [await join('a'), await join('b')];
    await bothSee(a, b);
    b.room.subscribe('camera', { participantId: 'a', width: 0 });
    await b.until(async () => (await grows(b.room, 'framesDecoded')) === 0);
    b.room.subscribe('camera', { participantId: 'a', width: 160 });
    await b.sees('a');
    await b.until(async () => (await widthOf(b.room.stream('a', 'camera'))) === 160);
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

  it('goes on, and on the lanes too, when a data channel is closed', async () => {
    const [a, b] = [await join('a'), await join('b')];
    await bothSee(a, b);
    const heard = new Promise((resolve) => b.room.lane('reliable').onMessage(resolve));
    const closed = [...browser.channels].filter(({ readyState }) => readyState === 'open').map(closing);
    await Promise.all(closed);
    a.room.lane('reliable').send('vẫn nghe');
    expect(await heard).to.deep.equal({ from: 'a', data: 'vẫn nghe' });
    await bothSee(a, b);
    expect(browser.openConnections).to.equal(2);
  });

  it('sends no picture while nothing has come for 0.7 s, goes on with the sound, and resumes the picture', async () => {
    const [a, b] = [await join('a'), await join('b')];
    await bothSee(a, b);
    const senders = (kind: string) =>
      browser.connections.flatMap((one) => one.getSenders().filter(({ track }) => track?.kind === kind));
    const active = (kind: string) => senders(kind).map((sender) => sender.getParameters().encodings[0]?.active);
    expect(active('video')).to.deep.equal([true, true]);
    const line = silence();
    try {
      const since = performance.now();
      await browser.until(() => active('video').every((one) => one === false));
      expect(performance.now() - since).to.be.above(silenceLimits.pause - silenceLimits.doubt);
      expect(active('audio')).to.deep.equal([true, true]);
    } finally {
      line.restore();
    }
    await browser.until(() => active('video').every((one) => one === true));
    await bothSee(a, b);
  });

  it('a silence of a moment, again and again, leaves no picture off for good', async () => {
    const [a, b] = [await join('a'), await join('b')];
    await bothSee(a, b);
    for (let round = 0; round < 3; round++) {
      const line = silence();
      await browser.until(() =>
        browser.connections.some((one) =>
          one.getSenders().some((sender) => sender.getParameters().encodings[0]?.active === false),
        ),
      );
      line.restore();
    }
    await bothSee(a, b);
  });

  it('finds a new path on demand, without a new connection', async () => {
    const [a, b] = [await join('a'), await join('b')];
    await bothSee(a, b);
    const made = browser.connections.length;
    for (const end of [b, a]) {
      const before = browser.fragments();
      end.room.restart();
      await end.until(() => browser.fragments().every((fragment) => !before.includes(fragment)));
      await bothSee(a, b);
    }
    a.room.restart();
    b.room.restart();
    await bothSee(a, b);
    expect(browser.connections.length).to.equal(made);
  });

  it('comes back by itself after a connection is torn down, on either side', async () => {
    const [a, b] = [await join('a'), await join('b')];
    for (const end of [a, b]) {
      await bothSee(a, b);
      const lost = Promise.all([next(a.room, 'source-ended'), next(b.room, 'source-ended')]);
      browser.tearDown(end === a ? 0 : 1);
      await lost;
    }
    await bothSee(a, b);
    expect(browser.openConnections).to.equal(2);
  });

  it('lets a page that was loaded again under the same id in', async () => {
    const [a, b] = [await join('a'), await join('b')];
    await bothSee(a, b);
    for (const id of ['a', 'b']) {
      ends.get(id)!.room.close();
      const again = await join(id);
      await again.sees(id === 'a' ? 'b' : 'a');
    }
    await bothSee(ends.get('a')!, ends.get('b')!);
  });

  it('takes an end back that was gone from the roster of the one and not of the other', async () => {
    const [a, b] = [await join('a'), await join('b')];
    for (const end of [b, a]) {
      const other = end === a ? b : a;
      await bothSee(a, b);
      const [left, lost] = [next(other.room, 'left'), next(end.room, 'source-ended')];
      signalling.leave(end.id);
      await left;
      signalling.set({ participantId: end.id, sources: [], presence: 'here' });
      await lost;
      await bothSee(a, b);
    }
    await browser.until(() => browser.openConnections === 2);
  });

  it('says again what the signalling lost: the first offer, its answer, the wish for another offer', async () => {
    let lost = 0;
    const losesOnce = new Set(['offer', 'answer', 'ask']);
    signalling.post = (letter) => (losesOnce.delete(String(letter.data['type'])) ? (lost++, []) : [letter]);
    const [a, b] = [await join('a'), await join('b', ['microphone'])];
    await b.sees('a');
    for (const sourceId of ['camera', 'probe'])
      b.room.publish({ sourceId, kind: 'camera', active: true, track: media.camera() });
    await a.sees('b', 'probe');
    expect(lost).to.equal(3);
  });

  it('gets by with every second message lost', async () => {
    let n = 0;
    signalling.post = (letter) => (((n++ * 7) % 5) % 2 ? [letter] : []);
    const [a, b] = [await join('a'), await join('b')];
    await bothSee(a, b);
  });

  it('takes repeated, reordered and replayed messages for what they are', async () => {
    const past: Parameters<typeof signalling.post>[0][] = [];
    const held: typeof past = [];
    signalling.post = (letter) => {
      past.push(letter);
      if (past.length > 150) return [letter]; // each repeated offer is answered again: that must come to an end
      held.push(letter);
      if (held.length < 3) return [];
      return [...held.splice(0).reverse(), letter, past[past.length >> 1]!];
    };
    const release = setInterval(() => held.splice(0).forEach((letter) => signalling.deliver(letter)), 300);
    try {
      const [a, b] = [await join('a'), await join('b')];
      await bothSee(a, b);
      b.room.restart();
      a.room.publish({ sourceId: 'screen', kind: 'screen', active: true, track: media.camera() });
      await b.sees('a', 'screen');
      for (const letter of past.slice(0, 150)) signalling.deliver(letter);
      await bothSee(a, b);
    } finally {
      clearInterval(release);
    }
  });

  it('refuses a connection whose fingerprint was swapped, and leaves the others alone', async () => {
    const swapped = await createCertificate();
    const [a, b] = [await join('a'), await join('b')];
    await bothSee(a, b);
    const refused = Promise.all([next(a.room, 'error')]);
    const c = await join('c', ['microphone', 'camera'], swapped.certificate);
    const [{ participantId, error }] = await refused;
    expect([participantId, error.code, error.retryable]).to.deep.equal(['c', 'rtc/fingerprint-mismatch', false]);
    await bothSee(a, b);
    expect(a.room.stream('c', 'camera') === undefined).to.equal(true);
    expect(c.stateOf('a')).not.to.equal('connected');
  });

  it('refuses the end that would be one too many', async () => {
    const [a] = [await join('a', []), await join('b', [])];
    await a.reaches('b', 'connected');
    const room = await openRoom({
      participantId: 'z',
      signalling: signalling.join('z'),
      expectFingerprint: () => undefined,
      maxEnds: 2,
    });
    const { error } = await next(room, 'error');
    expect(error.code).to.equal('rtc/room-full');
    room.close();
  });

  it('starts from a warmed connection', async () => {
    const { certificate, fingerprint } = await createCertificate();
    fingerprints.set('a', fingerprint);
    const room = await openRoom({
      participantId: 'a',
      certificate,
      signalling: signalling.join('a'),
      expectFingerprint: (id) => fingerprints.get(id),
    });
    const states = next(room, 'connection');
    room.warm();
    const made = browser.connections.length;
    const b = await join('b');
    await states;
    await b.reaches('a', 'connected');
    expect(browser.connections.length).to.equal(made + 1);
    room.close();
  });

  it('leaves nothing behind: no connection, no timer', async () => {
    const [a, b] = [await join('a'), await join('b')];
    await bothSee(a, b);
    a.room.close();
    b.room.close();
    await browser.until(() => browser.openConnections === 0);
    expect(browser.timers()).to.deep.equal([]);
    expect(() => a.room.publish({ sourceId: 'x', kind: 'camera', active: true })).to.throw('rtc/closed');
  });

  interface End {
    id: string;
    room: Room;
    stateOf(other: string): string | undefined;
    reaches(other: string, state: string): Promise<void>;
    sees(other: string, sourceId?: string): Promise<void>;
    hears(other: string): Promise<void>;
    until(holds: () => boolean | Promise<boolean>): Promise<void>;
  }
  const ends = new Map<string, End>();
  const fingerprints = new Map<string, string>();
  let media: FakeMedia;
  let signalling: MemorySignalling;
  let browser: BrowserWatch;

  beforeEach(() => {
    media = createFakeMedia();
    signalling = new MemorySignalling();
    browser = watchBrowser();
  });
  afterEach(async () => {
    for (const { room } of ends.values()) room.close();
    ends.clear();
    browser.restore();
    await media.close();
  });

  const bothSee = (a: End, b: End) => Promise.all([a.sees(b.id), b.sees(a.id)]);

  async function join(
    id: string,
    kinds: LocalSource['kind'][] = ['microphone', 'camera'],
    other?: RTCCertificate,
  ): Promise<End> {
    const { certificate, fingerprint } = await createCertificate();
    fingerprints.set(id, fingerprint);
    const room = await openRoom({
      participantId: id,
      certificate: other ?? certificate,
      signalling: signalling.join(id),
      expectFingerprint: (remote) => fingerprints.get(remote),
    });
    const states = new Map<string, string>();
    room.on('connection', ({ participantId, state }) => states.set(participantId, state));
    for (const kind of kinds) {
      const track = kind === 'microphone' ? media.microphone() : media.camera();
      room.publish({ sourceId: kind, kind, active: true, track });
    }
    const end: End = {
      id,
      room,
      stateOf: (remote) => states.get(remote),
      reaches: (remote, state) => on(room, 'connection', () => states.get(remote) === state),
      async sees(remote, sourceId = 'camera') {
        await on(room, 'source', () => room.stream(remote, sourceId) !== undefined);
        await countFrames(room.stream(remote, sourceId)!, 3);
      },
      hears: (remote) =>
        end.until(async () => {
          const stats = (await room.stats()).find(({ participantId }) => participantId === remote);
          return (stats?.audioPackets ?? 0) > 10;
        }),
      until: (holds) => browser.until(holds),
    };
    ends.set(id, end);
    return end;
  }
});

/** The line as its ends see it when nothing comes any more: no new timestamp, no new byte. The connections themselves are real. */
function silence(): { restore(): void } {
  const { getSynchronizationSources } = RTCRtpReceiver.prototype;
  const { getStats } = RTCPeerConnection.prototype;
  const frozen = new Map<RTCPeerConnection, Promise<RTCStatsReport>>();
  RTCRtpReceiver.prototype.getSynchronizationSources = () => [];
  RTCPeerConnection.prototype.getStats = function (this: RTCPeerConnection) {
    if (!frozen.has(this)) frozen.set(this, getStats.call(this));
    return frozen.get(this)!;
  };
  return {
    restore() {
      RTCRtpReceiver.prototype.getSynchronizationSources = getSynchronizationSources;
      RTCPeerConnection.prototype.getStats = getStats;
    },
  };
}

function on<Name extends keyof RoomEvents>(room: Room, name: Name, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds()) return resolve();
    const stop = room.on(name, () => {
      if (!holds()) return;
      stop();
      resolve();
    });
  });
}

function next<Name extends keyof RoomEvents>(room: Room, name: Name): Promise<RoomEvents[Name]> {
  return new Promise((resolve) => {
    const stop = room.on(name, (event) => {
      stop();
      resolve(event);
    });
  });
}

const closing = (channel: RTCDataChannel) =>
  new Promise<void>((resolve) => {
    channel.addEventListener('close', () => resolve());
    channel.close();
  });

async function widthOf(stream: MediaStream | undefined): Promise<number> {
  const { width } = await countFrames(stream!, 1);
  return width;
}

/** Growth of a figure over half a second of the call. */
async function grows(room: Room, name: 'framesDecoded'): Promise<number> {
  const read = async () => (await room.stats()).reduce((sum, stats) => sum + stats[name], 0);
  const before = await read();
  for (let looks = 0; looks < 5; looks++) await next(room, 'levels');
  return (await read()) - before;
}
