import { expect } from '@open-wc/testing';
import { createCallEngine } from './call-engine.js';
import type { CallEngine, CallEnginePorts, CallSnapshot } from './call-engine.types.js';
import { createCertificate } from './certificate.js';
import { createDevices } from './devices.js';
import type { LinkStats } from './room.js';
import {
  countFrames,
  createFakeDevices,
  FakeRoom,
  MemorySignalling,
  watchBrowser,
  type BrowserWatch,
  type FakeDevices,
} from './testing.js';

describe('the call engine', () => {
  it("carries a call with the page's real devices, and leaves nothing behind", async () => {
    const watched = watchTracks();
    const [a, b] = [await engine('a', { devices: createDevices() }), await engine('b', { devices: createDevices() })];
    await Promise.all([a.join(), b.join()]);
    await until(a, ({ participants }) => participants[0]?.connection === 'connected');
    await until(a, () => a.stream('b', 'camera') !== undefined);
    await until(b, () => b.stream('a', 'camera') !== undefined);
    await Promise.all([countFrames(a.stream('b', 'camera')!, 3), countFrames(b.stream('a', 'camera')!, 3)]);
    const line = await until(a, ({ participants }) => participants[0]?.line?.bitrateIn !== undefined);
    expect(line.participants[0]?.verified).to.equal('verified');
    expect([line.microphone, line.camera]).to.deep.equal(['on', 'on']);
    expect(line.devices.some(({ kind, selected }) => kind === 'camera' && selected)).to.equal(true);
    await Promise.all([a.leave(), b.leave('ended')]);
    expect([a.snapshot().call.status, b.snapshot().call.status]).to.deep.equal(['left', 'ended']);
    await browser.until(() => browser.openConnections === 0);
    expect(browser.timers()).to.deep.equal([]);
    expect(watched.live()).to.equal(0);
    watched.restore();
  });

  it('lets a camera go that comes after the person has left', async () => {
    const watched = watchTracks();
    const a = await engine('a', { devices: createDevices() });
    const joining = a.join();
    joining.catch(() => undefined);
    await a.leave('removed');
    await joining.catch(() => undefined);
    await watched.settled();
    expect(watched.live()).to.equal(0);
    watched.restore();
  });

  it('joins to listen where the camera and the microphone are refused, and says why', async () => {
    devices.refuse('camera', 'rtc/permission-denied');
    devices.refuse('microphone', 'rtc/device-missing');
    const { call } = await fake();
    await call.join();
    const { call: state, camera, microphone } = call.snapshot();
    expect([state.status, camera, microphone]).to.deep.equal(['joined', 'denied', 'missing']);
    devices.refuse('camera', undefined);
    await call.setCamera(true);
    expect(call.snapshot().camera).to.equal('on');
    expect(call.snapshot().deviceError).to.equal(undefined);
  });

  it("mutes without closing the microphone, and puts the camera's light off", async () => {
    const { call, room } = await fake();
    await call.join();
    const [microphone, camera] = ['microphone', 'camera'].map((kind) => room.published.get(kind)?.track);
    await call.setMicrophone(false);
    await call.setCamera(false);
    expect([microphone?.enabled, microphone?.readyState, camera?.readyState]).to.deep.equal([false, 'live', 'ended']);
    expect(room.published.get('camera')?.track).to.equal(null);
    expect(announced.at(-1)?.map(({ active }) => active)).to.deep.equal([false, false]);
  });

  it('goes on with sound when the camera is unplugged', async () => {
    const { call, room } = await fake();
    await call.join();
    room.published.get('camera')!.track!.dispatchEvent(new Event('ended'));
    const { camera, microphone, deviceError } = call.snapshot();
    expect([camera, microphone, deviceError?.code]).to.deep.equal(['missing', 'on', 'rtc/device-missing']);
  });

  it('learns nothing of a line from its break, and gives back what the break cost', async () => {
    const timers = handTimers();
    const { call, room } = await fake({ timers });
    await call.join();
    const measure = async (figures: Partial<LinkStats>) => {
      room.nextStats = [{ participantId: 'b', audioPackets: 0, framesDecoded: 0, framesSent: 0, ...figures }];
      await timers.second();
    };
    room.emit('connection', { participantId: 'b', state: 'connected' });
    for (let n = 0; n < 5; n++) await measure({ availableOut: 2e6 });
    for (let n = 0; n < 2; n++) await measure({ availableOut: 2e6, concealed: 1, loss: 1 });
    expect(call.snapshot().quality.step).to.equal('stills');
    room.emit('connection', { participantId: 'b', state: 'reconnecting' });
    room.emit('connection', { participantId: 'b', state: 'connected' });
    expect(call.snapshot().quality.step).to.equal('full');
    for (let n = 0; n < 5; n++) await measure({ loss: 1, interrupted: true });
    expect(call.snapshot().quality.step).to.equal('full');
    for (let n = 0; n < 2; n++) await measure({ loss: 0.4 });
    expect(call.snapshot().quality.step).not.to.equal('full');
  });

  it('tells a lost line from a lost socket', async () => {
    const { call, room } = await fake();
    await call.join();
    room.emit('connection', { participantId: 'b', state: 'connected' });
    call.signallingLost();
    expect(call.snapshot().call.status).to.equal('joined');
    room.emit('connection', { participantId: 'b', state: 'reconnecting' });
    expect(call.snapshot().call.status).to.equal('reconnecting');
    call.signallingRegained();
    expect(room.requests.at(-1)).to.deep.equal(['resume']);
    room.emit('connection', { participantId: 'b', state: 'connected' });
    expect(call.snapshot().call.status).to.equal('joined');
    expect(call.snapshot().call.breaks.length).to.equal(1);
  });

  it("sends a still where there is no line for video, and shows the others'", async () => {
    const [a, b] = [await engine('a'), await engine('b')];
    await Promise.all([a.join(), b.join()]);
    await until(a, ({ participants }) => participants[0]?.connection === 'connected');
    a.chooseQuality('stills');
    await until(b, () => b.still('a', 'camera') !== undefined);
    const image = await createImageBitmap(b.still('a', 'camera')!);
    expect([image.width, image.height]).to.deep.equal([320, 240]);
  });

  it("fails once, with the gateway's reason, when it may not enter", async () => {
    const { call, room } = await fake({
      enter: () => Promise.reject(Object.assign(new Error(), { name: 'AbortError' })),
    });
    let code = '';
    await call.join().catch((error: { code: string }) => (code = error.code));
    expect([code, call.snapshot().call.status, room.closed]).to.deep.equal(['network/aborted', 'failed', true]);
  });

  let signalling: MemorySignalling;
  let devices: FakeDevices;
  let browser: BrowserWatch;
  let announced: CallSnapshot['sources'][];
  const engines: CallEngine[] = [];
  const fingerprints = new Map<string, string>();

  beforeEach(() => {
    signalling = new MemorySignalling();
    browser = watchBrowser();
    devices = createFakeDevices();
    announced = [];
  });
  afterEach(async () => {
    for (const one of engines.splice(0)) await one.leave();
    devices.close();
    browser.restore();
  });

  async function engine(id: string, more: Partial<CallEnginePorts> = {}): Promise<CallEngine> {
    const { certificate, fingerprint } = await createCertificate();
    fingerprints.set(id, fingerprint);
    const port = signalling.join(id);
    const one = createCallEngine({
      participantId: id,
      certificate,
      signalling: port,
      expectFingerprint: (other) => fingerprints.get(other),
      enter: async () => undefined,
      announce: (sources) => void announced.push(sources),
      devices: createFakeDevices(),
      ...more,
    });
    engines.push(one);
    return one;
  }

  async function fake(more: Partial<CallEnginePorts> = {}) {
    const room = new FakeRoom('a');
    return { room, call: await engine('a', { devices, openRoom: async () => room, ...more }) };
  }

  function until(call: CallEngine, holds: (snapshot: CallSnapshot) => boolean): Promise<CallSnapshot> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds(call.snapshot())) return;
        stop();
        resolve(call.snapshot());
      };
      const stop = call.subscribe(look);
      look();
    });
  }
});

/** Timers whose seconds pass when told. */
function handTimers() {
  let now = 0;
  const each = new Set<() => void>();
  return {
    now: () => now,
    after: () => () => undefined,
    every(_ms: number, action: () => void) {
      each.add(action);
      return () => void each.delete(action);
    },
    /** One second, and what it set going. */
    async second() {
      now += 1_000;
      for (const action of each) action();
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    },
  };
}

/** Knows every track that `getUserMedia` gave. */
function watchTracks() {
  const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const asked: Promise<MediaStream>[] = [];
  const tracks: MediaStreamTrack[] = [];
  navigator.mediaDevices.getUserMedia = (constraints) => {
    const stream = own(constraints);
    asked.push(stream.then((got) => (tracks.push(...got.getTracks()), got)));
    return asked.at(-1)!;
  };
  return {
    live: () => tracks.filter(({ readyState }) => readyState === 'live').length,
    settled: async () => {
      await Promise.allSettled(asked);
      await Promise.resolve();
    },
    restore: () => void (navigator.mediaDevices.getUserMedia = own),
  };
}
