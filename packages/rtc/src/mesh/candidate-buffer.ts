import type { WireCandidate } from './peer.types.js';
import type { CandidateMessage } from './signal-message.js';

const keptAtMost = 64;

/** Keeps the candidates that come before the description they belong to. */
export class CandidateBuffer {
  readonly #feed: (candidate: WireCandidate) => void;
  #early: CandidateMessage[] = [];
  #applied = -1;

  constructor(feed: (candidate: WireCandidate) => void) {
    this.#feed = feed;
  }

  receive(message: CandidateMessage): void {
    if (message.gen <= this.#applied) this.#feed(message.candidate);
    else if (this.#early.length < keptAtMost) this.#early.push(message);
  }

  /** The other end's description number `gen` is applied. */
  applied(gen: number): void {
    this.#applied = gen;
    const early = this.#early;
    this.#early = [];
    for (const message of early) this.receive(message);
  }

  clear(): void {
    this.#early = [];
  }
}
