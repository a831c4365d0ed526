// What runs in the browser of the call tests: one hospital's page, driven from outside by `window.seat`.
import { createDiemcau } from '../src/create-diemcau.js';
import type { ConsultationStore } from '../src/consultation/consultation.types.js';
import type { Diemcau } from '../src/diemcau.types.js';

/** Given by the test. */
interface Given {
  askToken(jkt: string, audience: string): Promise<{ token: string } | { refused: string }>;
  /** What a lying gateway would do to a message on its way to the page. */
  tamper?: (message: Record<string, unknown>) => Record<string, unknown>;
}
const given = globalThis as unknown as Given;

const tracks: MediaStreamTrack[] = [];
const peers: RTCPeerConnection[] = [];
const sockets: WebSocket[] = [];
const timers = new Set<unknown>();
/** The firewall lets nothing through but what goes to the relay. */
let relayOnly = false;
let deviceDelay: Promise<void> | undefined;

const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wish) => {
  await deviceDelay;
  const stream = await getUserMedia(wish);
  tracks.push(...stream.getTracks());
  return stream;
};
globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super({ ...configuration, ...(relayOnly ? { iceTransportPolicy: 'relay' } : {}) });
    peers.push(this);
  }
};
class PageSocket extends WebSocket {
  constructor(url: string, protocol: string) {
    super(url, protocol);
    sockets.push(this);
  }
  override set onmessage(listener: WebSocket['onmessage']) {
    super.onmessage =
      listener &&
      ((event) => {
        const message = JSON.parse(String(event.data)) as Record<string, unknown>;
        const data = JSON.stringify(given.tamper?.(message) ?? message);
        listener.call(this, new MessageEvent('message', { data }));
      });
  }
}
const own = {
  setTimeout: setTimeout.bind(globalThis) as (action: () => void, ms?: number) => unknown,
  clearTimeout: clearTimeout.bind(globalThis) as (id: unknown) => void,
  setInterval: setInterval.bind(globalThis) as (action: () => void, ms?: number) => unknown,
  clearInterval: clearInterval.bind(globalThis) as (id: unknown) => void,
};
Object.assign(globalThis, {
  setTimeout(action: () => void, ms?: number) {
    const id = own.setTimeout(() => {
      timers.delete(id);
      action();
    }, ms);
    timers.add(id);
    return id;
  },
  clearTimeout: (id: unknown) => (timers.delete(id), own.clearTimeout(id)),
  setInterval(action: () => void, ms?: number) {
    const id = own.setInterval(action, ms);
    timers.add(id);
    return id;
  },
  clearInterval: (id: unknown) => (timers.delete(id), own.clearInterval(id)),
});

let client: Diemcau;
let store: ConsultationStore;
/** Every status the consultation had, and why it was left. */
const history: string[] = [];

const seat = {
  start({ relayOnly: wished, ...options }: { gateway: string; networkKey: string; relayOnly: boolean }) {
    relayOnly = wished;
    client = createDiemcau(
      {
        ...options,
        async tokenProvider({ jkt, audience }) {
          const answer = await given.askToken(jkt, audience);
          if ('token' in answer) return answer.token;
          throw Object.assign(new Error(answer.refused), {
            name: 'DiemcauError',
            code: answer.refused,
            retryable: false,
          });
        },
      },
      { WebSocket: PageSocket as unknown as typeof WebSocket },
    );
  },
  connect: () => client.network.connect(),
  open(caseId: string) {
    store = client.consultations.open(caseId);
    store.subscribe((now, was) => now.status !== was.status && history.push(now.status));
  },
  /** The devices answer only when told so: a person who thinks about the question. */
  holdDevices() {
    let release = () => {};
    deviceDelay = new Promise((resolve) => (release = resolve));
    return void Object.assign(seat, { releaseDevices: release });
  },
  releaseDevices() {},
  join: () => store.join(),
  leave: () => store.leave(),
  release: () => store.release(),
  end: () => store.end(),
  signOut: () => client.signOut(),
  queued: () => client.network.snapshot.queued,
  /** Loads what a decision needs, so that it can be taken without a line. */
  async readConsents(caseId: string) {
    const consents = client.consents.open(caseId);
    await consents.refresh();
    Object.assign(seat, {
      refuseRecording: async () =>
        (
          await consents.decide({
            decisions: { recording: 'deny' },
            performer: { kind: 'representative', name: 'Chị Hạnh', relation: 'mẹ' },
            evidence: { kind: 'verbal' },
            language: 'vi',
          })
        ).status,
    });
  },
  refuseRecording: (): Promise<string> => Promise.reject(new Error('read the consents first')),
  /** What lies in the encrypted store, by object store. */
  async kept(): Promise<Record<string, number>> {
    const open = indexedDB.open('diemcau');
    const database = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)));
    const counts: Record<string, number> = {};
    for (const name of database.objectStoreNames) {
      const count = database.transaction(name).objectStore(name).count();
      counts[name] = await new Promise<number>((resolve) => (count.onsuccess = () => resolve(count.result)));
    }
    database.close();
    return counts;
  },
  close: () => client.close(),
  lineTest: async () => {
    const test = client.consultations.lineTest();
    await test.run();
    const { snapshot } = test;
    test.release();
    return snapshot;
  },
  point: (x: number) => store.point({ of: 'source', participantId: 'any', sourceId: 'camera', x, y: 0.5 }),
  state: () => store.snapshot,
  network: () => client.network.snapshot.status,
  history: () => history,
  killSockets: () => sockets.forEach((socket) => socket.close()),
  async frames() {
    let frames = 0;
    for (const peer of peers)
      if (peer.connectionState !== 'closed')
        for (const report of (await peer.getStats()).values() as IterableIterator<{
          type: string;
          kind?: string;
          framesDecoded?: number;
        }>)
          if (report.type === 'inbound-rtp' && report.kind === 'video') frames += report.framesDecoded ?? 0;
    return frames;
  },
  /** Kinds of this end's addresses that media go by. */
  async path() {
    const kinds = new Set<string>();
    for (const peer of peers) {
      const report = [...(await peer.getStats()).values()] as Record<string, unknown>[];
      const transport = report.find(({ selectedCandidatePairId }) => selectedCandidatePairId);
      const pair = report.find(({ id }) => id === transport?.['selectedCandidatePairId']);
      const local = report.find(({ id }) => id === pair?.['localCandidateId']);
      if (local) kinds.add(String(local['candidateType']));
    }
    return [...kinds];
  },
  left: () => ({
    tracks: tracks.filter(({ readyState }) => readyState === 'live').length,
    peers: peers.filter(({ signalingState }) => signalingState !== 'closed').length,
    sockets: sockets.filter(({ readyState }) => readyState < 2).length,
    timers: timers.size,
  }),
};

/** What the test may ask of the page. */
export type Seat = typeof seat;
Object.assign(globalThis, { seat });
