/** One end of the join bench: prepares, joins when told, tells when the other's first frame was presented. */
import type { ReadyEnd } from './engine.types.js';
import { ours, oursWarm } from './ours.js';
import { raw, rawWarm } from './raw.js';
import { simplePeer } from './simple-peer.js';

const engines = { raw, rawWarm, simplePeer, ours, oursWarm };
const now = () => performance.timeOrigin + performance.now();
let end: ReadyEnd | undefined;
let frame: Promise<number> | undefined;

function firstFrame(): { frame: Promise<number>; onStream(stream: MediaStream): void } {
  const video = Object.assign(document.createElement('video'), { muted: true, autoplay: true, playsInline: true });
  document.body.replaceChildren(video);
  const presented = new Promise<number>((resolve) => video.requestVideoFrameCallback(() => resolve(now())));
  return {
    frame: presented,
    onStream(stream) {
      if (video.srcObject === stream || stream.getVideoTracks().length === 0) return;
      video.srcObject = stream;
      void video.play().catch(() => undefined);
    },
  };
}

Object.assign(globalThis, {
  async prepare(name: keyof typeof engines, url: string, id: string) {
    const first = firstFrame();
    frame = first.frame;
    end = await engines[name]({ url, id, onStream: first.onStream });
  },
  /** Epoch ms of the call to join and of the first frame. */
  async join() {
    const start = now();
    const joined = end!.join();
    const [at] = await Promise.all([frame!, joined]);
    return { start, at };
  },
  leave() {
    end?.close();
    end = undefined;
    document.body.replaceChildren();
  },
});
