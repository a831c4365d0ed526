/** The floor: RTCPeerConnection, trickle, over the bare relay; the smaller id offers. */
import { openCamera } from './camera.js';
import type { Engine, JoinOptions } from './engine.types.js';
import { connectRelay, type Relay } from './relay.js';

type Wire = { description: RTCSessionDescriptionInit } | { candidate: RTCIceCandidateInit };

function connection(stream: MediaStream, { onStream }: JoinOptions): RTCPeerConnection {
  const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  pc.ontrack = ({ streams: [remote] }) => remote && onStream(remote);
  for (const track of stream.getTracks()) pc.addTrack(track, stream);
  return pc;
}

/** Offers or answers; `offer` is one that was made before. */
async function negotiate(
  pc: RTCPeerConnection,
  relay: Relay,
  id: string,
  offer?: RTCSessionDescriptionInit,
): Promise<void> {
  const other = await relay.other();
  const early: RTCIceCandidateInit[] = [];
  pc.onicecandidate = ({ candidate }) => candidate && relay.send(other, { candidate } satisfies Wire);
  relay.onSignal((_from, data) => {
    const wire = data as Wire;
    if ('candidate' in wire) {
      if (pc.remoteDescription) void pc.addIceCandidate(wire.candidate);
      else early.push(wire.candidate);
      return;
    }
    void pc.setRemoteDescription(wire.description).then(async () => {
      for (const candidate of early.splice(0)) void pc.addIceCandidate(candidate);
      if (wire.description.type !== 'offer') return;
      await pc.setLocalDescription();
      relay.send(other, { description: pc.localDescription! } satisfies Wire);
    });
  });
  if (id > other) return;
  if (!offer) await pc.setLocalDescription();
  relay.send(other, { description: pc.localDescription! } satisfies Wire);
}

export const raw: Engine = async (options) => {
  let close = () => {};
  return {
    async join() {
      const [relay, stream] = await Promise.all([connectRelay(options.url, options.id), openCamera()]);
      const pc = connection(stream, options);
      close = () => end(pc, relay, stream);
      relay.join();
      await negotiate(pc, relay, options.id);
    },
    close: () => close(),
  };
};

/** Relay, tracks, offer and its candidates are ready before joining. */
export const rawWarm: Engine = async (options) => {
  const [relay, stream] = await Promise.all([connectRelay(options.url, options.id), openCamera()]);
  const pc = connection(stream, options);
  // Ids are given so that the first page's is the smaller one: the second page's offer would be thrown away.
  const offers = options.id.startsWith('0');
  if (offers) {
    const gathered = new Promise<void>((resolve) => {
      pc.onicegatheringstatechange = () => pc.iceGatheringState === 'complete' && resolve();
    });
    await pc.setLocalDescription();
    await gathered;
  }
  return {
    async join() {
      relay.join();
      await negotiate(pc, relay, options.id, offers ? pc.localDescription! : undefined);
    },
    close: () => end(pc, relay, stream),
  };
};

function end(pc: RTCPeerConnection, relay: Relay, stream: MediaStream) {
  pc.close();
  relay.close();
  for (const track of stream.getTracks()) track.stop();
}
