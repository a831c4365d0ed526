import type { DiemcauError } from '@diemcau/protocol';
import type { CallParticipant } from './call-engine.types.js';
import type { LinkStats, Room, RosterEntry } from './room.js';

/** Level above which somebody speaks, 0..1. */
const speaks = 0.02;

/** Follows the other ends of a room. */
export class CallRoster {
  readonly #self: string;
  readonly #changed: () => void;
  readonly #participants = new Map<string, CallParticipant>();

  constructor(self: string, changed: () => void) {
    this.#self = self;
    this.#changed = changed;
  }

  get all(): readonly CallParticipant[] {
    return [...this.#participants.values()];
  }

  /** Whether there are others, and none of them is in reach. */
  get lost(): boolean {
    const { all } = this;
    return all.length > 0 && all.every(({ connection }) => connection === 'reconnecting' || connection === 'away');
  }

  follow(room: Room): void {
    room.on('connection', ({ participantId, state }) => this.#set(participantId, { connection: state }));
    room.on('fingerprint', ({ participantId, verified }) => this.#set(participantId, { verified }));
    room.on('error', ({ participantId, error }) => this.fail(participantId, error));
    room.on('source', () => this.#changed());
    room.on('source-ended', () => this.#changed());
    room.on('levels', (levels) => {
      for (const [participantId, level] of levels) {
        const speaking = level > speaks;
        if (this.#participants.get(participantId)?.speaking !== speaking) this.#set(participantId, { speaking });
      }
    });
  }

  /** The gateway's roster decides who is there, and what they have. */
  take(roster: readonly RosterEntry[]): void {
    const others = roster.filter(({ participantId }) => participantId !== this.#self);
    for (const participantId of [...this.#participants.keys()])
      if (!others.some((other) => other.participantId === participantId)) this.#participants.delete(participantId);
    for (const { participantId, sources } of others) this.#set(participantId, { sources });
    this.#changed();
  }

  measure(stats: readonly LinkStats[]): void {
    for (const line of stats) if (this.#participants.has(line.participantId)) this.#set(line.participantId, { line });
  }

  fail(participantId: string, error: DiemcauError): void {
    this.#set(participantId, { error });
  }

  #set(participantId: string, change: Partial<CallParticipant>): void {
    const known: CallParticipant = this.#participants.get(participantId) ?? {
      participantId,
      connection: 'connecting',
      verified: 'checking',
      sources: [],
      speaking: false,
    };
    this.#participants.set(participantId, Object.freeze({ ...known, ...change }));
    this.#changed();
  }
}
