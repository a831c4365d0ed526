/** One end of the resume bench: a person's page with the SDK, its call, and a log of when sound and picture arrived. */
import { createDiemcau, type ConsultationStore } from '@diemcau/sdk';

declare const askToken: (jkt: string, audience: string) => Promise<string>;

/** What had arrived by then, over all connections of the page. */
export interface Arrival {
  /** Epoch ms. */
  at: number;
  packets: number;
  frames: number;
}
/** What the page tells of itself. */
export interface Told {
  arrivals: Arrival[];
  statuses: { at: number; status: string; trouble: boolean }[];
  /** What connections, sockets and the store went through, to explain a call that does not come back. */
  happened: { at: number; what: string }[];
}

const every = 30;
const now = () => performance.timeOrigin + performance.now();
const told: Told = { arrivals: [], statuses: [], happened: [] };
const happens = (what: string) => void told.happened.push({ at: now(), what });
const peers: RTCPeerConnection[] = [];
globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    const name = `connection ${peers.push(this)}`;
    for (const state of ['connectionState', 'iceConnectionState', 'signalingState'] as const)
      this.addEventListener(state.toLowerCase() + 'change', () => happens(`${name} ${state} ${this[state]}`));
  }
};
globalThis.WebSocket = class extends WebSocket {
  constructor(url: string | URL, protocol?: string | string[]) {
    super(url, protocol);
    happens('socket opening');
    for (const kind of ['open', 'close'] as const) this.addEventListener(kind, () => happens(`socket ${kind}`));
    this.addEventListener('message', ({ data }) =>
      happens(
        `got ${String(data)
          .replace(/"sdp":"[^"]*"/, 'sdp')
          .slice(0, 160)}`,
      ),
    );
  }
  override send(data: string) {
    happens(
      `sends ${data
        .replace(/"sdp":"[^"]*"/, 'sdp')
        .replace(/"(token|proof)":"[^"]*"/g, '$1')
        .slice(0, 200)}`,
    );
    super.send(data);
  }
};
let store: ConsultationStore;

async function counted(): Promise<Arrival> {
  const sum: Arrival = { at: now(), packets: 0, frames: 0 };
  for (const peer of peers) {
    if (peer.connectionState === 'closed') continue;
    for (const report of (await peer.getStats()).values() as IterableIterator<Record<string, unknown>>) {
      if (report['type'] !== 'inbound-rtp') continue;
      if (report['kind'] === 'audio') sum.packets += report['packetsReceived'] as number;
      if (report['kind'] === 'video') sum.frames += (report['framesDecoded'] as number | undefined) ?? 0;
    }
  }
  return sum;
}

async function log(): Promise<void> {
  const last = told.arrivals.at(-1);
  const sum = await counted();
  if (sum.packets !== last?.packets || sum.frames !== last.frames) told.arrivals.push(sum);
  setTimeout(() => void log(), every);
}

const seat = {
  open(gateway: string, networkKey: string, caseId: string) {
    const client = createDiemcau({
      gateway,
      networkKey,
      tokenProvider: ({ jkt, audience }) => askToken(jkt, audience),
    });
    store = client.consultations.open(caseId);
    store.subscribe(({ status, lostSince, participants }) => {
      const trouble =
        lostSince !== undefined ||
        participants.some(({ self, connection }) => !self && (connection === 'reconnecting' || connection === 'away'));
      told.statuses.push({ at: now(), status, trouble });
      happens(`store ${status} ${participants.map(({ connection }) => connection).join(' ')}`);
    });
    void log();
  },
  join: () => store.join(),
  /** Everything logged since the last call. */
  tell(): Told {
    const { arrivals, statuses, happened } = told;
    const out = { arrivals: [...arrivals], statuses: [...statuses], happened: [...happened] };
    arrivals.splice(0, arrivals.length - 1);
    statuses.length = happened.length = 0;
    return out;
  },
  status: () => store.snapshot.status,
};
Object.assign(globalThis, { seat });
