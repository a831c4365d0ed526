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
}

const every = 30;
const now = () => performance.timeOrigin + performance.now();
const peers: RTCPeerConnection[] = [];
globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    peers.push(this);
  }
};
const told: Told = { arrivals: [], statuses: [] };
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
    });
    void log();
  },
  join: () => store.join(),
  /** Everything logged since the last call. */
  tell(): Told {
    const { arrivals, statuses } = told;
    const out = { arrivals: [...arrivals], statuses: [...statuses] };
    arrivals.splice(0, arrivals.length - 1);
    statuses.length = 0;
    return out;
  },
  status: () => store.snapshot.status,
};
Object.assign(globalThis, { seat });
