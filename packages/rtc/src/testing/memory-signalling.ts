import type { RosterEntry, SignallingPort } from '../room.js';

/** A message on its way. */
export interface Letter {
  from: string;
  to: string;
  data: Record<string, unknown>;
}

/** What becomes of a message: each letter given back is delivered, in that order. */
export type Post = (letter: Letter) => readonly Letter[];

/** Signalling between rooms of one page. Messages are copied as a wire would, and arrive later, in order. */
export class MemorySignalling {
  /** Loses, repeats, holds or changes messages; hands every one on unless set. */
  post: Post = (letter) => [letter];
  readonly #participants = new Map<string, RosterEntry>();
  readonly #signals = new Map<string, Set<(from: string, data: Record<string, unknown>) => void>>();
  readonly #rosters = new Set<(participants: readonly RosterEntry[]) => void>();

  /** The port of one participant, who is in the roster from now on. */
  join(participantId: string, sources: RosterEntry['sources'] = []): SignallingPort {
    this.set({ participantId, sources, presence: 'here' });
    return {
      send: (to, data) => this.send({ from: participantId, to, data }),
      onSignal: (listener) => {
        const listeners = this.#signals.get(participantId) ?? new Set();
        this.#signals.set(participantId, listeners.add(listener));
        return () => listeners.delete(listener);
      },
      onRoster: (listener) => {
        this.#rosters.add(listener);
        listener([...this.#participants.values()]);
        return () => this.#rosters.delete(listener);
      },
    };
  }

  /** Changes a participant in the roster. */
  set(entry: RosterEntry): void {
    this.#participants.set(entry.participantId, entry);
    this.#tell();
  }

  leave(participantId: string): void {
    this.#participants.delete(participantId);
    this.#tell();
  }

  send(letter: Letter): void {
    for (const one of this.post(letter)) this.deliver(one);
  }

  /** Delivers past `post`. */
  deliver({ from, to, data }: Letter): void {
    const copy = JSON.stringify(data);
    queueMicrotask(() => {
      for (const listener of [...(this.#signals.get(to) ?? [])])
        listener(from, JSON.parse(copy) as Record<string, unknown>);
    });
  }

  #tell(): void {
    const roster = [...this.#participants.values()];
    for (const listener of [...this.#rosters]) listener(roster);
  }
}
