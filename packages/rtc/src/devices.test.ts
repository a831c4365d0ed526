import { expect } from '@open-wc/testing';
import { DiemcauError } from '@diemcau/protocol';
import { createDevices } from './devices.js';
import { createFakeMedia, type FakeMedia } from './testing/fake-media.js';

describe('devices', () => {
  let media: FakeMedia;
  beforeEach(() => (media = createFakeMedia()));
  afterEach(() => media.close());

  for (const [name, code, retryable] of [
    ['NotAllowedError', 'rtc/permission-denied', false],
    ['SecurityError', 'rtc/policy-blocked', false],
    ['NotFoundError', 'rtc/device-missing', false],
    ['OverconstrainedError', 'rtc/device-missing', false],
    ['NotReadableError', 'rtc/device-in-use', true],
    ['AbortError', 'rtc/device-in-use', true],
    ['TypeError', 'rtc/unsupported', false],
    ['SomethingNewError', 'rtc/device-in-use', true],
  ] as const)
    for (const kind of ['microphone', 'camera'] as const)
      it(`says ${code} when the browser answers ${name} for the ${kind}`, async () => {
        const devices = createDevices(refusing(name));
        const error = await failure(devices.open(kind));
        expect([error.code, error.retryable, error.details?.at]).to.deep.equal([code, retryable, kind]);
      });

  it('tells a person’s refusal from the host page’s policy', async () => {
    const policy = { allowsFeature: (feature: string) => feature !== 'camera' };
    Object.defineProperty(document, 'permissionsPolicy', { value: policy, configurable: true });
    try {
      const devices = createDevices(refusing('NotAllowedError'));
      expect((await failure(devices.open('camera'))).code).to.equal('rtc/policy-blocked');
      expect((await failure(devices.open('microphone'))).code).to.equal('rtc/permission-denied');
    } finally {
      delete (document as { permissionsPolicy?: unknown }).permissionsPolicy;
    }
  });

  it('says that a page without devices cannot open one', async () => {
    const devices = createDevices({} as MediaDevices);
    for (const error of [
      await failure(devices.open('camera')),
      await failure(devices.openScreen()),
      await failure(devices.list()),
    ])
      expect(error.code).to.equal('rtc/unsupported');
    expect(devices.canShareScreen).to.equal(false);
  });

  it('opens a real device of this browser, and takes another one when the wished one is gone', async () => {
    const devices = createDevices();
    const track = await devices.open('camera', { deviceId: 'unplugged' });
    expect([track.kind, track.readyState]).to.deep.equal(['video', 'live']);
    devices.close();
    expect(track.readyState).to.equal('ended');
    expect((await failure(devices.open('camera'))).code).to.equal('rtc/closed');
  });

  it('gives up a refinement before it gives up the device, and asks no more often than it must', async () => {
    const asked: unknown[] = [];
    const devices = createDevices({
      getUserMedia(constraints: MediaStreamConstraints) {
        asked.push(
          constraints.video === true ? 'any' : ((constraints.video as MediaTrackConstraints).deviceId ?? 'wish'),
        );
        return asked.length < 3
          ? Promise.reject(new DOMException('', 'OverconstrainedError'))
          : streamOf(media.camera());
      },
    } as MediaDevices);
    await devices.open('camera', { deviceId: 'x' });
    expect(asked).to.deep.equal([{ exact: 'x' }, 'wish', 'any']);
    asked.length = 0;
    const refused = createDevices({
      getUserMedia: (constraints: MediaStreamConstraints) => (
        asked.push(constraints),
        Promise.reject(new DOMException('', 'NotAllowedError'))
      ),
    } as unknown as MediaDevices);
    await failure(refused.open('camera', { deviceId: 'x' }));
    expect(asked).to.have.length(1);
  });

  for (const how of ['given up', 'closed'] as const)
    it(`turns the camera’s light off when it comes after it was ${how}`, async () => {
      const track = media.camera();
      let give!: () => void;
      const devices = createDevices({
        getUserMedia: () => new Promise((resolve) => (give = () => resolve(new MediaStream([track])))),
      } as unknown as MediaDevices);
      const stop = new AbortController();
      const opening = failure(devices.open('camera', { signal: stop.signal }));
      if (how === 'closed') devices.close();
      else stop.abort();
      give();
      expect((await opening).code).to.equal(how === 'closed' ? 'rtc/closed' : 'network/aborted');
      expect(track.readyState).to.equal('ended');
    });

  it('says so when the screen is refused, and when a speaker is not there', async () => {
    const devices = createDevices(refusing('NotAllowedError'));
    const error = await failure(devices.openScreen());
    expect([error.code, error.details?.at]).to.deep.equal(['rtc/permission-denied', 'display-capture']);
    const gone = {
      setSinkId: () => Promise.reject(new DOMException('', 'NotFoundError')),
    } as unknown as HTMLMediaElement;
    expect((await failure(devices.useSpeaker(gone, 'x'))).code).to.equal('rtc/device-missing');
    expect(await devices.useSpeaker({} as HTMLMediaElement, 'x')).to.equal(false);
  });
});

const streamOf = (track: MediaStreamTrack) => Promise.resolve(new MediaStream([track]));

function refusing(name: string): MediaDevices {
  const refuse = () => Promise.reject(name === 'TypeError' ? new TypeError() : new DOMException('', name));
  return { getUserMedia: refuse, getDisplayMedia: refuse } as unknown as MediaDevices;
}

async function failure(work: Promise<unknown>): Promise<DiemcauError> {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).to.be.instanceOf(DiemcauError);
  return error as DiemcauError;
}
