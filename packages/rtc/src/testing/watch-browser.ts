/** Knows every connection, channel and timer that was made while it watched. */
export interface BrowserWatch {
  readonly connections: readonly RTCPeerConnection[];
  readonly channels: ReadonlySet<RTCDataChannel>;
  readonly openConnections: number;
  /** ICE user fragments in use, of connections that are open. */
  fragments(): string[];
  /** Makes the nth open connection unusable, as if its peer had died of an error. */
  tearDown(nth: number): void;
  /** The package's intervals and time-outs that are still to come, by where they were made. */
  timers(): string[];
  /** Looks again and again until it holds. */
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
  restore(): void;
}

const browsersOwn = () => ({
  RTCPeerConnection: globalThis.RTCPeerConnection,
  setTimeout: globalThis.setTimeout.bind(globalThis) as (action: () => void, ms?: number) => number,
  setInterval: globalThis.setInterval.bind(globalThis) as (action: () => void, ms?: number) => number,
  clearTimeout: globalThis.clearTimeout.bind(globalThis),
  clearInterval: globalThis.clearInterval.bind(globalThis),
});

/** Wraps the browser's constructors and timers; for tests, `restore` afterwards. */
export function watchBrowser(): BrowserWatch {
  const own = browsersOwn();
  const connections: RTCPeerConnection[] = [];
  const channels = new Set<RTCDataChannel>();
  const timers = new Map<unknown, string>();

  class Watched extends own.RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
    override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, init);
      channels.add(channel);
      return channel;
    }
  }
  const where = () => new Error().stack?.split('\n').slice(3, 6).join('\n') ?? '';
  const replaced = {
    RTCPeerConnection: Watched,
    setTimeout: (action: () => void, ms?: number) => {
      const id = own.setTimeout(() => {
        timers.delete(id);
        action();
      }, ms);
      if (ms) timers.set(id, where()); // one of 0 ms is about to be gone
      return id;
    },
    setInterval: (action: () => void, ms?: number) => {
      const id = own.setInterval(action, ms);
      timers.set(id, where());
      return id;
    },
    clearTimeout: (id: number) => (timers.delete(id), own.clearTimeout(id)),
    clearInterval: (id: number) => (timers.delete(id), own.clearInterval(id)),
  };
  Object.assign(globalThis, replaced);

  const open = () => connections.filter(({ signalingState }) => signalingState !== 'closed');
  return {
    connections,
    channels,
    get openConnections() {
      return open().length;
    },
    fragments: () =>
      open().flatMap(({ localDescription }) => /^a=ice-ufrag:(\S+)/m.exec(localDescription?.sdp ?? '')?.[1] ?? []),
    tearDown(nth) {
      // The browser closed it under us, which it does not announce by itself.
      const connection = open()[nth]!;
      connection.close();
      connection.dispatchEvent(new Event('connectionstatechange'));
    },
    timers: () =>
      [...timers.values()].filter((place) => /simplepeer|rtc\/src\/(?!testing)/.test(place.split('\n')[0] ?? '')),
    async until(holds) {
      while (!(await holds())) await new Promise<void>((resolve) => own.setTimeout(resolve, 50));
    },
    restore: () => void Object.assign(globalThis, own),
  };
}
