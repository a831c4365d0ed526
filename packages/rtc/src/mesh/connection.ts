import type { LaneData, LaneName } from '../room.js';
import type { Timers } from '../internal/timers.js';
import { LaneChannel } from './lane-channel.js';
import { Answerer } from './answerer.js';
import type { Description, Negotiator, NegotiatorMessage, NegotiatorOptions } from './negotiator.types.js';
import { Offerer } from './offerer.js';
import type { Peer } from './peer.types.js';
import type { Published } from './published.js';
import { bytesArrived } from './read-stats.js';
import { SenderControl } from './sender-control.js';
import { SilenceWatch, silenceLimits } from './silence-watch.js';

/** What a connection tells its link. */
export interface ConnectionHandlers {
  send(message: NegotiatorMessage): void;
  admit(description: Description): Promise<boolean>;
  onStream(stream: MediaStream): void;
  onLane(lane: LaneName, data: LaneData): void;
  detour(lane: LaneName, text: string): void;
  /** Its state, or what is known of the silence, changed. */
  onChange(): void;
  onAlarm(silentFor: number): void;
  onBroken(error: unknown): void;
}

const lanes = ['reliable', 'latest'] as const;

/** One connection to one other end, from its first offer until it breaks or is closed. */
export class Connection {
  readonly peer: Peer;
  readonly negotiator: Negotiator;
  readonly lanes: Readonly<Record<LaneName, LaneChannel>>;
  /** Whether media ever flowed. */
  wasConnected = false;
  /** When it was made, on the timers' clock. */
  readonly since: number;
  readonly #handlers: ConnectionHandlers;
  readonly #timers: Timers;
  readonly #senders = new Map<string, SenderControl>();
  readonly #silence = new SilenceWatch();
  #asking = false;
  #alarmed = false;
  #paused = false;
  #noticed = false;
  #lastPause = -Infinity;
  #closed = false;

  constructor(peer: Peer, offers: boolean, timers: Timers, handlers: ConnectionHandlers) {
    this.peer = peer;
    this.#handlers = handlers;
    this.#timers = timers;
    this.since = timers.now();
    const { send, admit } = handlers;
    const options: NegotiatorOptions = { peer, timers, send, admit, onBroken: (error) => this.#broke(error) };
    this.negotiator = offers ? new Offerer(options) : new Answerer(options);
    peer.events.on('candidate', (candidate) => this.negotiator.found(candidate));
    peer.events.on('negotiation-needed', () => this.negotiator.need({ restart: false }));
    peer.events.on('track', ({ stream }) => handlers.onStream(stream));
    peer.events.on('closed', (error) => this.#broke(error));
    peer.events.on('state', () => this.#stateChanged());
    this.lanes = Object.fromEntries(lanes.map((lane) => [lane, this.#openLane(lane)])) as Record<LaneName, LaneChannel>;
  }

  /** Makes the first offer, from the side that makes it. */
  begin(): void {
    // Room for the other's voice and picture, so that the first exchange is enough for most.
    this.peer.ensureMedia({ audio: 1, video: 1 });
    this.negotiator.need({ restart: false });
  }

  /** How long nothing came from the other end, ms. */
  get silentFor(): number {
    return this.#silence.silentFor(this.#timers.now());
  }

  /** Something flows. A new path being looked for is no break while the old one carries. */
  get alive(): boolean {
    const { state } = this.peer;
    return this.wasConnected && state !== 'failed' && state !== 'closed' && this.silentFor < silenceLimits.notice;
  }

  /** Milliseconds since the line was last silent for long enough to pause pictures. */
  get sincePause(): number {
    return this.#timers.now() - this.#lastPause;
  }

  /** The other end is heard at this moment. */
  get heard(): boolean {
    return this.alive && this.silentFor < silenceLimits.pause;
  }

  /** The line to the other end is silent: sending pictures would only fill its queues. */
  get paused(): boolean {
    return this.#paused;
  }

  put(published: Published, width: number | undefined): void {
    const { sourceId } = published.source;
    const { track } = published;
    let sender = this.#senders.get(sourceId);
    if (!sender) {
      if (!track) return;
      sender = new SenderControl(this.peer.addTrack(track, published.stream));
      this.#senders.set(sourceId, sender);
    } else if (sender.track !== track) {
      sender.replaceTrack(track);
    }
    sender.set(published.wish(width, this.#paused));
  }

  drop(sourceId: string): void {
    const sender = this.#senders.get(sourceId);
    if (!sender) return;
    this.#senders.delete(sourceId);
    sender.close();
    this.peer.removeSender(sender.sender);
  }

  /** A look at what arrives; about ten times a second. Gives the loudness of the other end, 0..1. */
  look(): number {
    const now = this.#timers.now();
    const heard = this.peer.receivers.flatMap((receiver) => receiver.getSynchronizationSources());
    this.#silence.awake(now);
    this.#silence.sample(now, 'rtp', heard.map(({ rtpTimestamp }) => rtpTimestamp).join());
    const silentFor = this.#silence.silentFor(now);
    if (silentFor >= silenceLimits.doubt) void this.#askStats();
    this.#judge(silentFor);
    return Math.max(0, ...heard.map(({ audioLevel }) => audioLevel ?? 0));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.negotiator.close();
    for (const sender of this.#senders.values()) sender.close();
    for (const lane of Object.values(this.lanes)) lane.close();
    this.peer.events.clear();
    this.peer.close();
  }

  #openLane(name: LaneName): LaneChannel {
    return new LaneChannel({
      name,
      channel: this.peer.channel(name),
      onData: (data) => this.#handlers.onLane(name, data),
      detour: (text) => this.#handlers.detour(name, text),
    });
  }

  #stateChanged(): void {
    if (this.peer.state === 'closed') return this.#broke(undefined);
    if (this.peer.state === 'connected') {
      this.wasConnected = true;
      this.#silence.begin(this.#timers.now());
      for (const sender of this.#senders.values()) sender.refresh();
    }
    this.#handlers.onChange();
  }

  async #askStats(): Promise<void> {
    if (this.#asking || this.#closed) return;
    this.#asking = true;
    try {
      this.#silence.sample(this.#timers.now(), 'bytes', bytesArrived(await this.peer.stats()));
    } catch {
      // closed meanwhile
    } finally {
      this.#asking = false;
    }
  }

  #judge(silentFor: number): void {
    const alarmed = silentFor >= silenceLimits.alarm;
    const paused = silentFor >= silenceLimits.pause;
    const noticed = silentFor >= silenceLimits.notice;
    const changed = paused !== this.#paused || noticed !== this.#noticed;
    if (paused) this.#lastPause = this.#timers.now();
    if (alarmed && !this.#alarmed) this.#handlers.onAlarm(silentFor);
    this.#alarmed = alarmed;
    this.#paused = paused;
    this.#noticed = noticed;
    if (changed) this.#handlers.onChange();
  }

  #broke(error: unknown): void {
    if (this.#closed) return;
    this.close();
    this.#handlers.onBroken(error);
  }
}
