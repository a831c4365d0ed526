import { expect } from '@open-wc/testing';
import { countFrames } from '../testing/count-frames.js';
import { createFakeMedia, type FakeMedia } from '../testing/fake-media.js';
import { SenderControl } from './sender-control.js';

describe('a sender that is switched quickly, on a real pair', () => {
  let media: FakeMedia;
  let here: RTCPeerConnection;
  let there: RTCPeerConnection;
  let sender: RTCRtpSender;
  let seen: MediaStream;

  beforeEach(async () => {
    media = createFakeMedia();
    [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
    here.onicecandidate = ({ candidate }) => void (candidate && there.addIceCandidate(candidate));
    there.onicecandidate = ({ candidate }) => void (candidate && here.addIceCandidate(candidate));
    const stream = new Promise<MediaStream>(
      (resolve) => (there.ontrack = ({ track }) => resolve(new MediaStream([track]))),
    );
    sender = here.addTrack(media.camera());
    await here.setLocalDescription();
    await there.setRemoteDescription(here.localDescription!);
    await there.setLocalDescription();
    await here.setRemoteDescription(there.localDescription!);
    seen = await stream;
    await countFrames(seen, 2);
  });
  afterEach(async () => {
    here.close();
    there.close();
    await media.close();
  });

  const active = () => sender.getParameters().encodings[0]!.active === true;
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  for (const between of [0, 1, 3])
    it(`ends as the last wish says, with ${between} ms between off and on, whatever came before`, async () => {
      const control = new SenderControl(sender);
      for (let round = 0; round < 20; round++) {
        control.set({ active: false });
        await pause(between);
        control.set({ active: true, maxBitrate: 300_000 + round });
        if (round % 5 === 0) control.refresh();
      }
      await until(() => active() && sender.getParameters().encodings[0]!.maxBitrate === 300_019);
      await countFrames(seen, 3);
    });

  it('stays off when off was the last wish, and comes back', async () => {
    const control = new SenderControl(sender);
    control.set({ active: true });
    control.set({ active: false });
    await until(() => !active());
    const sent = async () => {
      for (const report of (await sender.getStats()).values())
        if (report.type === 'outbound-rtp') return report.framesSent as number;
      return 0;
    };
    let before = await sent();
    await until(async () => before === (before = await sent()));
    control.set({ active: true });
    await countFrames(seen, 3);
  });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await holds()).to.equal(true);
}
