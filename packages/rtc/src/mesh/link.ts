import { DiemcauError } from '@diemcau/protocol';
import type { Emitter } from '../internal/emitter.js';
import type { Timers } from '../internal/timers.js';
import type { ConnectionState, LaneData, LaneName, LinkStats, RoomEvents } from '../room.js';
import { Connection } from './connection.js';
import { compareFingerprint, readFingerprints } from './fingerprint.js';
import type { Description, NegotiatorMessage } from './negotiator.types.js';
import type { Peer } from './peer.types.js';
import type { Published } from './published.js';
import { readStats, type StatsTotals } from './read-stats.js';
import type { SignalMessage } from './signal-message.js';

/** Milliseconds: the offering side tries a new path first; then both wait longer each time. */
const restartAfter = { offering: 300, asking: 1_500, atMost: 15_000 } as const;
/** Milliseconds after a break for which reports still speak of it; the other end's come about every 5 s. */
const reportsLag = 6_000;
/** The same after a silence too short to be a break: figures of this second and the next are of it. */
const gapLag = 2_500;
/** Milliseconds after which a path that was heard when signalling came back must still be heard. */
const stillHeardAfter = 1_000;
/** Milliseconds of a told silence after which a connection that calls itself connected is not believed. */
const disbelievedAfter = 6_000;
/** Milliseconds after which a connection that never came about is tried again. */
const connectWithin = 8_000;
const keptEarly = 64;

/** What a link needs of its room. */
export interface LinkOptions {
  /** This link, a random id: a reloaded page, or a link made anew, is another. */
  room: string;
  self: string;
  remote: string;
  makePeer(): Peer;
  send(message: SignalMessage): void;
  expectFingerprint(): string | undefined | Promise<string | undefined>;
  published(): Iterable<Published>;
  emit: Emitter<RoomEvents>['emit'];
  onLane(lane: LaneName, data: LaneData): void;
  timers: Timers;
}

/** This end's relation to one other end: one connection at a time, and the next when it breaks. */
export class Link {
  readonly #options: LinkOptions;
  /** The smaller id offers and numbers the connections; the other asks it to. */
  readonly #offers: boolean;
  #connection?: Connection;
  #number = 0;
  #remoteRoom?: string;
  readonly #retiredRooms = new Set<string>();
  #early: SignalMessage[] = [];
  /** Stream id -> source id, as the other end says. */
  #names: Record<string, string> = {};
  readonly #streams = new Map<string, MediaStream>();
  /** How wide the other end shows our sources, and we its. */
  #widthsOut: Record<string, number> = {};
  readonly #widthsIn: Record<string, number> = {};
  #wants = 0;
  #wantsSeen = 0;
  #presence: 'here' | 'away' = 'here';
  #state: ConnectionState = 'connecting';
  #refused = false;
  /** Signalling is lost on this side. */
  #held = false;
  #closed = false;
  #breaks = 0;
  #restarts = 0;
  /** Until when figures tell of a break. */
  #interruptedUntil = -Infinity;
  #stopWaiting: () => void = () => {};
  #totals?: StatsTotals;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#offers = options.self < options.remote;
    options.emit('connection', { participantId: options.remote, state: this.#state });
    this.#open(this.#offers ? 1 : 0);
    if (!this.#offers) this.#askAgain(0);
  }

  get state(): ConnectionState {
    return this.#state;
  }

  set presence(presence: 'here' | 'away') {
    const returned = this.#presence === 'away' && presence === 'here';
    this.#presence = presence;
    this.#update();
    if (returned && this.#connection && !this.#connection.heard) this.#restartNow();
  }

  stream(sourceId: string): MediaStream | undefined {
    return this.#streams.get(sourceId);
  }

  put(published: Published): void {
    this.#connection?.put(published, this.#widthsOut[published.source.sourceId]);
  }

  drop(sourceId: string): void {
    this.#connection?.drop(sourceId);
  }

  want(sourceId: string, width: number): void {
    this.#widthsIn[sourceId] = Math.round(width);
    this.#sayWants();
  }

  /** Signalling is lost: what would be offered now could not be answered. */
  hold(): void {
    this.#held = true;
  }

  /** Looks for a new path over the connection that is there; makes another when there is none. */
  restart(): void {
    if (this.#refused || this.#closed) return;
    this.#restarts = 0;
    this.#restartNow();
  }

  /** Signalling is back: looks for a new path, unless the old one carries. */
  resume(): void {
    this.#held = false;
    const connection = this.#connection;
    if (!connection?.heard) return this.restart();
    connection.negotiator.repeat();
    this.#stopWaiting();
    this.#stopWaiting = this.#options.timers.after(stillHeardAfter, () => {
      if (connection === this.#connection && !connection.heard && this.#presence === 'here') this.#restartNow();
    });
  }

  /** Tries a new path, again and again, while a connection calls itself connected and nothing is heard over it. */
  #disbelieve(connection: Connection, after = disbelievedAfter): void {
    this.#stopWaiting();
    this.#stopWaiting = this.#options.timers.after(after, () => {
      if (connection !== this.#connection || connection.heard || connection.peer.state !== 'connected') return;
      if (this.#presence === 'here') this.#restartNow();
      this.#disbelieve(connection, Math.min(after * 1.5, restartAfter.atMost));
    });
  }

  receive(message: SignalMessage): void {
    if (this.#closed || this.#refused || this.#retiredRooms.has(message.room)) return;
    if (message.room !== this.#remoteRoom) this.#meetRoom(message.room);
    if (message.type === 'rebuild') return this.#rebuildAsked(message.peer);
    if (message.type === 'want') return this.#takeWants(message);
    if (message.type === 'offer' && message.peer > this.#number && !this.#offers) this.#adopt(message.peer);
    if (message.peer > this.#number && this.#early.length < keptEarly) this.#early.push(message);
    if (message.peer === this.#number) this.#hand(message);
  }

  look(): number {
    return this.#connection?.look() ?? 0;
  }

  send(lane: LaneName, data: LaneData, key: string): void {
    this.#connection?.lanes[lane].send(data, key);
  }

  waiting(lane: LaneName): number {
    return this.#connection?.lanes[lane].waiting ?? 0;
  }

  async stats(): Promise<LinkStats | undefined> {
    const report = await this.#connection?.peer.stats().catch(() => undefined);
    if (!report) return undefined;
    const now = this.#options.timers.now();
    const { stats, totals } = readStats(this.#options.remote, report, this.#totals, now);
    this.#totals = totals;
    const gap = (this.#connection?.sincePause ?? 0) < gapLag;
    if (gap || this.#state !== 'connected' || now < this.#interruptedUntil) stats.interrupted = true;
    return stats;
  }

  close(): void {
    this.#closed = true;
    this.#stopWaiting();
    this.#connection?.close();
    this.#connection = undefined;
    this.#endSources();
  }

  #open(number: number): void {
    this.#stopWaiting();
    this.#connection?.close();
    this.#endSources();
    this.#number = number;
    this.#totals = undefined;
    const { timers, onLane } = this.#options;
    const connection: Connection = new Connection(this.#options.makePeer(), this.#offers, timers, {
      send: (message) => this.#describe(message),
      admit: (description) => this.#admit(description, connection),
      onStream: (stream) => this.#arrived(stream),
      onLane,
      detour: (lane, data) => this.#say({ type: 'lane', lane, data }),
      onChange: () => this.#changed(connection),
      onAlarm: (silentFor) => this.#options.emit('alarm', { participantId: this.#options.remote, silentFor }),
      onBroken: () => this.#broke(connection),
    });
    this.#connection = connection;
    for (const published of this.#options.published()) this.put(published);
    if (this.#offers) connection.begin();
    if (Object.keys(this.#widthsIn).length > 0) this.#sayWants();
    this.#expectConnected(connectWithin);
  }

  /** The other end numbered the connection. */
  #adopt(number: number): void {
    if (this.#number === 0 && this.#connection) {
      this.#stopWaiting();
      this.#number = number;
      this.#expectConnected(connectWithin);
    } else {
      this.#open(number);
    }
    const early = this.#early.splice(0);
    for (const message of early) this.receive(message);
  }

  #hand(message: SignalMessage): void {
    if (message.type === 'lane') this.#connection?.lanes[message.lane].receive(message.data);
    else if (message.type !== 'want' && message.type !== 'rebuild') this.#connection?.negotiator.receive(message);
  }

  /** The other page was loaded again, or dropped us from its roster for a while: what it had is gone. */
  #meetRoom(room: string): void {
    const known = this.#remoteRoom;
    this.#remoteRoom = room;
    if (known === undefined) return;
    this.#retiredRooms.add(known);
    this.#wantsSeen = 0;
    this.#early = [];
    this.#open(this.#offers ? this.#number + 1 : 0);
  }

  #rebuildAsked(peer: number): void {
    // 0: it has just come and has none; our first offer is on its way to it.
    if (this.#offers && peer === this.#number) this.#open(this.#number + 1);
  }

  #broke(connection: Connection): void {
    if (connection !== this.#connection || this.#closed) return;
    this.#connection = undefined;
    this.#endSources();
    this.#update();
    const quick = this.#options.timers.now() - connection.since < 5_000;
    this.#breaks = quick ? this.#breaks + 1 : 0;
    const pause = this.#breaks === 0 ? 0 : Math.min(250 * 2 ** this.#breaks, 8_000);
    this.#stopWaiting();
    this.#stopWaiting = this.#options.timers.after(pause, () =>
      this.#offers ? this.#open(this.#number + 1) : this.#askAgain(this.#number),
    );
  }

  /** The side that does not number asks for a connection, until there is one. */
  #askAgain(number: number, after = 1_500): void {
    if (this.#closed || this.#refused || this.#number !== number) return;
    this.#say({ type: 'rebuild' });
    this.#stopWaiting();
    this.#stopWaiting = this.#options.timers.after(after, () => this.#askAgain(number, Math.min(after * 2, 12_000)));
  }

  #restartNow(): void {
    const connection = this.#connection;
    if (!connection || this.#number === 0 || this.#held) return;
    connection.negotiator.need({ restart: true });
    this.#expectConnected(this.#nextWait());
  }

  #nextWait(): number {
    const first = this.#offers ? 4_000 : 5_000;
    return Math.min(first * 1.5 ** this.#restarts++, restartAfter.atMost);
  }

  /** Tries a new path when there is no connection by then. Never gives up, but waits while the other is away. */
  #expectConnected(within: number): void {
    this.#stopWaiting();
    this.#stopWaiting = this.#options.timers.after(within, () => {
      if (this.#connection?.peer.state === 'connected') return;
      if (this.#presence === 'away' || this.#held) this.#expectConnected(within);
      else this.#restartNow();
    });
  }

  #changed(connection: Connection): void {
    if (connection !== this.#connection) return;
    for (const published of this.#options.published()) this.put(published);
    this.#update();
    const { state } = connection.peer;
    if (state === 'connected') {
      this.#restarts = 0;
      if (connection.alive || !connection.wasConnected) this.#stopWaiting();
      else this.#disbelieve(connection);
    } else if (state === 'failed' && this.#presence === 'here') {
      this.#expectConnected(this.#offers ? restartAfter.offering : restartAfter.asking);
    }
  }

  #update(): void {
    const connection = this.#connection;
    const away = this.#presence === 'away';
    let state: ConnectionState;
    if (connection?.alive) state = 'connected';
    else if (away) state = 'away';
    else if (this.#state === 'connecting' && !connection?.wasConnected) state = 'connecting';
    else state = 'reconnecting';
    if (state === this.#state) return;
    if (state === 'connected') this.#interruptedUntil = this.#options.timers.now() + reportsLag;
    this.#state = state;
    this.#options.emit('connection', { participantId: this.#options.remote, state });
  }

  async #admit(description: Description, connection: Connection): Promise<boolean> {
    const { remote, emit } = this.#options;
    const expected = await this.#options.expectFingerprint();
    if (connection !== this.#connection) return false;
    const verified = compareFingerprint(description.sdp, expected);
    emit('fingerprint', { participantId: remote, fingerprint: readFingerprints(description.sdp).join(), verified });
    if (verified === 'failed') {
      this.#refuse();
      return false;
    }
    this.#names = { ...this.#names, ...description.streams };
    return true;
  }

  #refuse(): void {
    this.#refused = true;
    this.#stopWaiting();
    this.#connection?.close();
    this.#connection = undefined;
    this.#endSources();
    this.#update();
    const error = new DiemcauError('rtc/fingerprint-mismatch');
    this.#options.emit('error', { participantId: this.#options.remote, error });
  }

  #arrived(stream: MediaStream): void {
    const sourceId = this.#names[stream.id];
    if (sourceId === undefined) return;
    const participantId = this.#options.remote;
    stream.onremovetrack = () => {
      if (stream.getTracks().length > 0 || this.#streams.get(sourceId) !== stream) return;
      this.#streams.delete(sourceId);
      this.#options.emit('source-ended', { participantId, sourceId });
    };
    if (this.#streams.get(sourceId) === stream) return;
    this.#streams.set(sourceId, stream);
    this.#options.emit('source', { participantId, sourceId, stream });
  }

  #endSources(): void {
    const participantId = this.#options.remote;
    for (const [sourceId, stream] of this.#streams) {
      stream.onremovetrack = null;
      this.#streams.delete(sourceId);
      this.#options.emit('source-ended', { participantId, sourceId });
    }
    this.#names = {};
  }

  #takeWants({ n, widths }: Extract<SignalMessage, { type: 'want' }>): void {
    if (n <= this.#wantsSeen) return;
    this.#wantsSeen = n;
    this.#widthsOut = widths;
    for (const published of this.#options.published()) this.put(published);
  }

  #sayWants(): void {
    this.#say({ type: 'want', n: ++this.#wants, widths: { ...this.#widthsIn } });
  }

  #describe(message: NegotiatorMessage): void {
    if (message.type === 'candidate' || message.type === 'ask') return this.#say(message);
    const streams = Object.fromEntries(
      [...this.#options.published()].map(({ stream, source }) => [stream.id, source.sourceId]),
    );
    this.#say({ ...message, streams });
  }

  #say(message: DistributiveOmit<SignalMessage, 'v' | 'room' | 'peer'>): void {
    this.#options.send({ ...message, v: 1, room: this.#options.room, peer: this.#number });
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
