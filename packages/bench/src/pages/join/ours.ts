/** The call engine over the same relay: certificate of its own, the other end's checked against its fingerprint. */
import { createCallEngine, createCertificate, type CallEngine } from '@diemcau/rtc';
import type { Engine, JoinOptions } from './engine.types.js';
import { connectRelay, type Relay } from './relay.js';

interface Entry {
  id: string;
  fingerprint: string;
  sources: never[];
}

async function build({ url, id, onStream }: JoinOptions): Promise<{ engine: CallEngine; relay: Relay }> {
  const [{ certificate, fingerprint }, relay] = await Promise.all([createCertificate(), connectRelay(url, id)]);
  const known = new Map<string, string>();
  const arrivals = new Map<string, (fingerprint: string) => void>();
  relay.onRoster((roster) => {
    for (const one of roster as readonly Entry[]) {
      known.set(one.id, one.fingerprint);
      arrivals.get(one.id)?.(one.fingerprint);
    }
  });
  const engine = createCallEngine({
    participantId: id,
    certificate,
    signalling: {
      send: (to, data) => relay.send(to, data),
      onSignal: (listener) => relay.onSignal((from, data) => listener(from, data as Record<string, unknown>)),
      onRoster: (listener) =>
        relay.onRoster((roster) =>
          listener(
            (roster as readonly Entry[]).map((one) => ({
              participantId: one.id,
              sources: one.sources,
              presence: 'here',
            })),
          ),
        ),
    },
    expectFingerprint: (other) => known.get(other) ?? new Promise((resolve) => arrivals.set(other, resolve)),
    async enter(sources) {
      relay.join({ fingerprint, sources });
    },
    announce: () => undefined,
  });
  engine.subscribe(() => {
    for (const { participantId } of engine.snapshot().participants) {
      const stream = engine.stream(participantId, 'camera');
      if (stream) onStream(stream);
    }
  });
  return { engine, relay };
}

const end = ({ engine, relay }: Awaited<ReturnType<typeof build>>) => {
  void engine.leave();
  relay.close();
};

export const ours: Engine = async (options) => {
  let close = () => {};
  return {
    async join() {
      const built = await build(options);
      close = () => end(built);
      await built.engine.join();
    },
    close: () => close(),
  };
};

/** As after the line test: devices open, connection prepared. */
export const oursWarm: Engine = async (options) => {
  const built = await build(options);
  await built.engine.prepare();
  return { join: () => built.engine.join(), close: () => end(built) };
};
