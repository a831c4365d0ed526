import { DiemcauError } from '@diemcau/protocol';
import { Emitter } from '../internal/emitter.js';
import type { Lane, LaneData, LaneName, LinkStats, LocalSource, Room, RoomEvents, SourceEncoding } from '../room.js';

/** A room without a network: it notes what is asked of it, and tells what a test wants it to tell. */
export class FakeRoom implements Room {
  readonly participantId: string;
  /** What was asked, in order: verb and arguments. */
  readonly requests: unknown[][] = [];
  readonly published = new Map<string, LocalSource>();
  readonly streams = new Map<string, MediaStream>();
  /** What `stats` answers next. */
  nextStats: readonly LinkStats[] = [];
  closed = false;
  readonly #events = new Emitter<RoomEvents>();
  readonly #messages = new Emitter<Record<LaneName, { from: string; data: LaneData }>>();

  constructor(participantId = 'self') {
    this.participantId = participantId;
  }

  /** Tells the listeners, as a real room would. */
  emit<Name extends keyof RoomEvents>(name: Name, event: RoomEvents[Name]): void {
    if (name === 'source') {
      const { participantId, sourceId, stream } = event as RoomEvents['source'];
      this.streams.set(`${participantId} ${sourceId}`, stream);
    }
    this.#events.emit(name, event);
  }

  /** A message of another end arrives. */
  deliver(lane: LaneName, from: string, data: LaneData): void {
    this.#messages.emit(lane, { from, data });
  }

  publish(source: LocalSource): void {
    if (this.closed) throw new DiemcauError('rtc/closed');
    const { sourceId, active, track } = source;
    this.published.set(sourceId, source);
    this.requests.push(['publish', sourceId, active, Boolean(track)]);
  }

  unpublish(sourceId: string): void {
    this.published.delete(sourceId);
    this.requests.push(['unpublish', sourceId]);
  }

  limit(sourceId: string, encoding: SourceEncoding): void {
    this.requests.push(['limit', sourceId, encoding]);
  }

  subscribe(sourceId: string, options: { participantId: string; width: number }): void {
    this.requests.push(['subscribe', sourceId, options]);
  }

  stream(participantId: string, sourceId: string): MediaStream | undefined {
    return this.streams.get(`${participantId} ${sourceId}`);
  }

  async stats(): Promise<readonly LinkStats[]> {
    return this.nextStats;
  }

  resume(): void {
    this.requests.push(['resume']);
  }

  hold(): void {
    this.requests.push(['hold']);
  }

  restart(): void {
    this.requests.push(['restart']);
  }

  warm(): void {
    this.requests.push(['warm']);
  }

  lane(name: LaneName): Lane {
    return {
      waiting: 0,
      send: (data, options) => {
        if (this.closed) throw new DiemcauError('rtc/closed');
        this.requests.push(['send', name, data, options]);
      },
      onMessage: (listener) => this.#messages.on(name, listener),
    };
  }

  on<Name extends keyof RoomEvents>(name: Name, listener: (event: RoomEvents[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  close(): void {
    this.closed = true;
    this.requests.push(['close']);
    this.#events.clear();
    this.#messages.clear();
  }
}
