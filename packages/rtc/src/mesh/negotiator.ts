import { systemTimers, type Timers } from '../internal/timers.js';
import type { NegotiatingPeer, WireCandidate } from './peer.types.js';
import type { AnswerMessage, CandidateMessage, OfferMessage } from './signal-message.js';

type Bare<M> = Omit<M, 'v' | 'room' | 'peer' | 'streams'>;
/** What the negotiator says; the link adds who and which connection. */
export type NegotiatorMessage =
  | Bare<OfferMessage>
  | Bare<AnswerMessage>
  | Bare<CandidateMessage>;

export interface NegotiatorOptions {
  peer: NegotiatingPeer;
  /** The polite side gives way when both offer at once; exactly one of a pair is polite. */
  polite: boolean;
  send(message: NegotiatorMessage): void;
  /** Called before a description of the other end is applied; false = do not. */
  admit(description: OfferMessage | AnswerMessage): Promise<boolean>;
  /** The peer broke; only another one helps. */
  onBroken(error: unknown): void;
  timers?: Timers;
}

/** Milliseconds before an unanswered offer is said again, doubled each time up to the limit. */
const repeatAfter = 1_500;
const repeatAtMost = 12_000;
const keptCandidates = 64;

/**
 * Either side may offer at any time (a source added, a line that came back). Offers are numbered per side and nothing
 * is applied twice or out of turn, whatever the signalling loses, repeats or reorders:
 * - one description at a time; an answer only for the offer that waits for it;
 * - an offer said again is answered again with the same answer, so a lost answer costs one repetition;
 * - when both offer at once the polite side gives way, and says which of its offers are void.
 */
export class Negotiator {
  readonly #options: NegotiatorOptions;
  readonly #timers: Timers;
  #closed = false;
  #busy = false;
  /** Number of own newest offer. */
  #gen = 0;
  #outstanding?: { gen: number; restart: boolean };
  #wanted?: { restart: boolean };
  #accepted = 0;
  /** Highest offer of the other end that was answered, or is void. */
  #seen = 0;
  #lastAnswer?: { gen: number; sdp: string };
  #offerIn?: OfferMessage;
  #answerIn?: AnswerMessage;
  #early: CandidateMessage[] = [];
  #local: { of: 'offer' | 'answer'; gen: number } = { of: 'offer', gen: 0 };
  #stopRepeating: () => void = () => {};

  constructor(options: NegotiatorOptions) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
  }

  /** Nothing is said, waited for or to be done. */
  get settled(): boolean {
    return !this.#busy && !this.#outstanding && !this.#wanted && !this.#offerIn;
  }

  /** Asks for an offer, as soon as it can be made; `restart` looks for a new path. */
  need({ restart }: { restart: boolean }): void {
    this.#wanted = { restart: restart || (this.#wanted?.restart ?? false) };
    void this.#work();
  }

  receive(message: OfferMessage | AnswerMessage | CandidateMessage): void {
    if (this.#closed) return;
    if (message.type === 'candidate') return this.#receiveCandidate(message);
    if (message.type === 'offer') {
      if (!this.#offerIn || message.gen >= this.#offerIn.gen) this.#offerIn = message;
    } else {
      this.#seen = Math.max(this.#seen, message.void);
      if (message.gen === this.#outstanding?.gen) this.#answerIn = message;
    }
    void this.#work();
  }

  /** A candidate of this end. */
  found(candidate: WireCandidate): void {
    if (!this.#closed) this.#options.send({ type: 'candidate', ...this.#local, candidate });
  }

  close(): void {
    this.#closed = true;
    this.#stopRepeating();
    this.#early = [];
  }

  async #work(): Promise<void> {
    if (this.#busy || this.#closed) return;
    this.#busy = true;
    try {
      while (!this.#closed && (await this.#step()));
    } catch (error) {
      if (!this.#closed) this.#options.onBroken(error);
    } finally {
      this.#busy = false;
    }
  }

  /** Does one thing; false when there is nothing to do now. */
  async #step(): Promise<boolean> {
    const answer = this.#answerIn;
    if (answer) {
      this.#answerIn = undefined;
      if (answer.gen === this.#outstanding?.gen) await this.#accept(answer);
      return true;
    }
    if (this.#wanted && (!this.#outstanding || this.#wanted.restart)) {
      // Once offered to, answer first: that clears the way, and may be all that was wanted.
      if (!this.#offerIn || this.#mustWait(this.#offerIn)) return this.#offer(this.#wanted);
    }
    const offer = this.#offerIn;
    if (!offer || this.#mustWait(offer)) return false;
    this.#offerIn = undefined;
    if (offer.gen <= this.#seen) this.#answerAgain(offer);
    else if (!this.#outstanding || this.#options.polite) await this.#answer(offer);
    return true;
  }

  /** It was made after our offer was answered: the answer is on its way, and comes first. */
  #mustWait(offer: OfferMessage): boolean {
    return this.#outstanding !== undefined && offer.gen > this.#seen && offer.ack >= this.#outstanding.gen;
  }

  async #offer({ restart }: { restart: boolean }): Promise<boolean> {
    this.#wanted = undefined;
    this.#stopRepeating();
    const gen = ++this.#gen;
    this.#outstanding = { gen, restart };
    this.#local = { of: 'offer', gen };
    const sdp = await this.#options.peer.offer(restart);
    if (this.#closed) return false;
    this.#sayOffer(sdp, { gen, restart });
    this.#repeat({ gen, restart }, repeatAfter);
    return true;
  }

  #sayOffer(sdp: string, { gen, restart }: { gen: number; restart: boolean }): void {
    this.#options.send({ type: 'offer', gen, ack: this.#seen, restart, sdp });
  }

  #repeat(offer: { gen: number; restart: boolean }, after: number): void {
    this.#stopRepeating = this.#timers.after(after, () => {
      // As it is now: with the candidates found since, so that lost ones are made up for.
      if (this.#outstanding?.gen === offer.gen && !this.#answerIn && !this.#busy)
        this.#sayOffer(this.#options.peer.localSdp ?? '', offer);
      this.#repeat(offer, Math.min(after * 2, repeatAtMost));
    });
  }

  async #accept(answer: AnswerMessage): Promise<void> {
    if (!(await this.#options.admit(answer))) return;
    this.#stopRepeating();
    await this.#options.peer.accept(answer.sdp);
    this.#outstanding = undefined;
    this.#accepted = answer.gen;
    this.#feedEarly();
  }

  async #answer(offer: OfferMessage): Promise<void> {
    if (!(await this.#options.admit(offer)) || this.#closed) return;
    const givenUp = this.#outstanding;
    this.#outstanding = undefined;
    this.#stopRepeating();
    this.#local = { of: 'answer', gen: offer.gen };
    const sdp = await this.#options.peer.answer(offer.sdp);
    if (this.#closed) return;
    this.#seen = offer.gen;
    this.#lastAnswer = { gen: offer.gen, sdp };
    this.#options.send({ type: 'answer', gen: offer.gen, void: this.#gen, sdp });
    this.#feedEarly();
    // What else the given-up offer was for, the browser asks for again; a new path this offer may have brought.
    if (givenUp?.restart && !offer.restart) this.#wanted = { restart: true };
  }

  #answerAgain(offer: OfferMessage): void {
    if (offer.gen !== this.#lastAnswer?.gen) return;
    const current = this.#local.of === 'answer' && this.#local.gen === offer.gen && this.#options.peer.localSdp;
    this.#options.send({ type: 'answer', gen: offer.gen, void: this.#gen, sdp: current || this.#lastAnswer.sdp });
  }

  #isDue({ of, gen }: CandidateMessage): boolean {
    return of === 'offer' ? gen <= (this.#lastAnswer?.gen ?? 0) : gen <= this.#accepted;
  }

  #receiveCandidate(message: CandidateMessage): void {
    if (this.#isDue(message)) this.#options.peer.addCandidate(message.candidate);
    else if (this.#early.length < keptCandidates) this.#early.push(message);
  }

  #feedEarly(): void {
    const due = this.#early.filter((message) => this.#isDue(message));
    this.#early = this.#early.filter((message) => !this.#isDue(message));
    for (const { candidate } of due) this.#options.peer.addCandidate(candidate);
  }
}
