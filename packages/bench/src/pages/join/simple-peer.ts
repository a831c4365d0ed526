/** A peer: simple-peer as its readme shows it, trickle on. */
import SimplePeer from 'simple-peer/simplepeer.min.js';
import { openCamera } from './camera.js';
import type { Engine } from './engine.types.js';
import { connectRelay } from './relay.js';

export const simplePeer: Engine = async ({ url, id, onStream }) => {
  let close = () => {};
  return {
    async join() {
      const [relay, stream] = await Promise.all([connectRelay(url, id), openCamera()]);
      relay.join();
      const other = await relay.other();
      const peer = new SimplePeer({
        initiator: id < other,
        stream,
        trickle: true,
        config: { iceServers: [] },
      } as never);
      close = () => {
        peer.destroy();
        relay.close();
        for (const track of stream.getTracks()) track.stop();
      };
      peer.on('signal', (data: unknown) => relay.send(other, data));
      peer.on('stream', onStream);
      peer.on('error', () => undefined);
      relay.onSignal((_from, data) => peer.signal(data as never));
    },
    close: () => close(),
  };
};
