import { DiemcauError, maxMeshEnds } from '@diemcau/protocol';
import { Emitter } from '../internal/emitter.js';
import { systemTimers, type Timers } from '../internal/timers.js';
import type {
  Keeping,
  Lane,
  LaneData,
  LaneName,
  LinkStats,
  LocalSource,
  Room,
  RoomEvents,
  RoomPorts,
  RosterEntry,
  SourceEncoding,
} from '../room.js';
import { Link } from './link.js';
import { askForSpeech } from './opus.js';
import type { Peer, PeerFactory } from './peer.types.js';
import { Published } from './published.js';
import { decodeSignal, type SignalMessage } from './signal-message.js';
import { loadPeerFactory } from './simple-peer-adapter.js';

const lookEvery = 100;
const looksPerLevels = 3;
/** Messages kept of ends that the roster does not name yet. */
const keptOfStrangers = 64;
const strangersAtMost = 16;

/**
 * Opens a room in which every end is connected with every other.
 * @throws DiemcauError `rtc/unsupported`
 */
export async function openMeshRoom(
  ports: RoomPorts,
  inner: { timers?: Timers; peers?: PeerFactory } = {},
): Promise<Room> {
  return new MeshRoom(ports, inner.peers ?? (await loadPeerFactory()), inner.timers ?? systemTimers);
}

/** What is said again by itself once signalling is back need not wait for it; of how wide pictures are shown, only the last counts. */
function keeping({ type }: SignalMessage): Keeping {
  if (type === 'lane') return 'every';
  return type === 'want' ? 'newest' : 'none';
}

class MeshRoom implements Room {
  readonly participantId: string;
  readonly #ports: RoomPorts;
  readonly #makePeer: PeerFactory;
  readonly #timers: Timers;
  readonly #events = new Emitter<RoomEvents>();
  readonly #messages = new Emitter<Record<LaneName, { from: string; data: LaneData }>>();
  readonly #links = new Map<string, Link>();
  readonly #published = new Map<string, Published>();
  readonly #strangers = new Map<string, SignalMessage[]>();
  readonly #full = new Set<string>();
  readonly #stop: (() => void)[];
  #spare?: Peer;
  #looks = 0;
  /** Signalling is lost. */
  #held = false;
  #closed = false;

  constructor(ports: RoomPorts, makePeer: PeerFactory, timers: Timers) {
    this.participantId = ports.participantId;
    this.#ports = ports;
    this.#makePeer = makePeer;
    this.#timers = timers;
    this.#stop = [timers.every(lookEvery, () => this.#look())];
    // Whoever awaits this room adds listeners first; nothing is told before that.
    this.#stop.push(timers.after(0, () => this.#begin()));
  }

  #begin(): void {
    const { signalling } = this.#ports;
    this.#stop.push(
      signalling.onSignal((from, data) => this.#signalled(from, data)),
      signalling.onRoster((participants) => this.#rostered(participants)),
    );
  }

  publish(source: LocalSource): void {
    this.#mustBeOpen();
    const published = this.#published.get(source.sourceId) ?? new Published(source);
    published.source = source;
    this.#published.set(source.sourceId, published);
    for (const link of this.#links.values()) link.put(published);
  }

  unpublish(sourceId: string): void {
    if (!this.#published.delete(sourceId)) return;
    for (const link of this.#links.values()) link.drop(sourceId);
  }

  limit(sourceId: string, encoding: SourceEncoding): void {
    const published = this.#published.get(sourceId);
    if (!published) return;
    published.encoding = encoding;
    for (const link of this.#links.values()) link.put(published);
  }

  subscribe(sourceId: string, { participantId, width }: { participantId: string; width: number }): void {
    this.#links.get(participantId)?.want(sourceId, width);
  }

  stream(participantId: string, sourceId: string): MediaStream | undefined {
    return this.#links.get(participantId)?.stream(sourceId);
  }

  async stats(): Promise<readonly LinkStats[]> {
    const stats = await Promise.all([...this.#links.values()].map((link) => link.stats()));
    return stats.filter((one) => one !== undefined);
  }

  hold(): void {
    this.#held = true;
    for (const link of this.#links.values()) link.hold();
  }

  resume(): void {
    this.#held = false;
    for (const link of this.#links.values()) link.resume();
  }

  restart(): void {
    for (const link of this.#links.values()) link.restart();
  }

  lane(name: LaneName): Lane {
    const links = this.#links;
    return {
      send: (data, { to, key = '' } = {}) => {
        this.#mustBeOpen();
        for (const [participantId, link] of links)
          if (to === undefined || to === participantId) link.send(name, data, key);
      },
      onMessage: (listener) => this.#messages.on(name, listener),
      get waiting() {
        return Math.max(0, ...[...links.values()].map((link) => link.waiting(name)));
      },
    };
  }

  warm(): void {
    if (this.#links.size === 0) this.#spare ??= this.#newPeer();
  }

  on<Name extends keyof RoomEvents>(name: Name, listener: (event: RoomEvents[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stop) stop();
    for (const link of this.#links.values()) link.close();
    this.#links.clear();
    this.#spare?.close();
    this.#spare = undefined;
    this.#published.clear();
    this.#strangers.clear();
    this.#events.clear();
    this.#messages.clear();
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new DiemcauError('rtc/closed');
  }

  #newPeer(): Peer {
    const { iceServers = [], certificate, iceTransportPolicy } = this.#ports;
    return this.#makePeer({
      transformSdp: askForSpeech,
      config: {
        iceServers: [...iceServers],
        bundlePolicy: 'max-bundle',
        rtcpMuxPolicy: 'require',
        iceCandidatePoolSize: 1, // found before the offer, so that it leaves with them
        ...(certificate ? { certificates: [certificate] } : {}),
        ...(iceTransportPolicy ? { iceTransportPolicy } : {}),
      },
    });
  }

  #takePeer(): Peer {
    const spare = this.#spare;
    this.#spare = undefined;
    return spare && spare.state !== 'closed' ? spare : this.#newPeer();
  }

  #rostered(participants: readonly RosterEntry[]): void {
    const others = participants.filter(({ participantId }) => participantId !== this.participantId);
    const present = new Set(others.map(({ participantId }) => participantId));
    for (const [participantId, link] of this.#links) {
      if (present.has(participantId)) continue;
      link.close();
      this.#links.delete(participantId);
      this.#events.emit('left', { participantId });
    }
    for (const { participantId, presence } of others) this.#meet(participantId, presence);
  }

  #meet(participantId: string, presence: RosterEntry['presence']): void {
    const known = this.#links.get(participantId);
    if (known) {
      known.presence = presence;
      return;
    }
    if (this.#links.size + 1 >= (this.#ports.maxEnds ?? maxMeshEnds)) return this.#refuse(participantId);
    this.#full.delete(participantId);
    const link = new Link({
      // Another one for each meeting: an end that was gone from the roster and is back knows nothing of before.
      room: crypto.randomUUID(),
      self: this.participantId,
      remote: participantId,
      makePeer: () => this.#takePeer(),
      send: (message) => this.#ports.signalling.send(participantId, message, keeping(message)),
      expectFingerprint: () => this.#ports.expectFingerprint(participantId),
      published: () => this.#published.values(),
      emit: (name, value) => this.#events.emit(name, value),
      onLane: (lane, data) => this.#messages.emit(lane, { from: participantId, data }),
      timers: this.#timers,
    });
    this.#links.set(participantId, link);
    link.presence = presence;
    if (this.#held) link.hold();
    const early = this.#strangers.get(participantId) ?? [];
    this.#strangers.delete(participantId);
    for (const message of early) link.receive(message);
  }

  #refuse(participantId: string): void {
    if (this.#full.has(participantId)) return;
    this.#full.add(participantId);
    this.#events.emit('error', { participantId, error: new DiemcauError('rtc/room-full') });
  }

  #signalled(from: string, data: unknown): void {
    const message = decodeSignal(data);
    if (!message || from === this.participantId) return;
    const link = this.#links.get(from);
    if (link) return link.receive(message);
    const kept = this.#strangers.get(from) ?? [];
    if (kept.length >= keptOfStrangers || (kept.length === 0 && this.#strangers.size >= strangersAtMost)) return;
    this.#strangers.set(from, [...kept, message]);
  }

  #look(): void {
    const levels = new Map<string, number>();
    for (const [participantId, link] of this.#links) levels.set(participantId, link.look());
    if (++this.#looks % looksPerLevels === 0 && levels.size > 0) this.#events.emit('levels', levels);
  }
}
