import { CandidateBuffer } from './candidate-buffer.js';
import { repeatAfter, repeatAtMost, type Negotiator, type NegotiatorOptions } from './negotiator.types.js';
import type { WireCandidate } from './peer.types.js';
import type { AnswerMessage, AskMessage, CandidateMessage, OfferMessage } from './signal-message.js';

/** The side that answers, and asks for an offer when it needs one. */
export class Answerer implements Negotiator {
  readonly #options: NegotiatorOptions;
  readonly #candidates: CandidateBuffer;
  #closed = false;
  #busy = false;
  #offer?: OfferMessage;
  /** Number of the offer answered last. */
  #answered = 0;
  #asks = 0;
  /** The ask that no offer has taken up yet. */
  #asking?: { n: number; restart: boolean };
  #stopRepeating: () => void = () => {};

  constructor(options: NegotiatorOptions) {
    this.#options = options;
    this.#candidates = new CandidateBuffer((candidate) => options.peer.addCandidate(candidate));
  }

  get settled(): boolean {
    return !this.#busy && !this.#offer && !this.#asking;
  }

  /** Before the first offer there is nothing to ask for: it comes by itself. */
  need({ restart }: { restart: boolean }): void {
    if (this.#closed || (this.#answered === 0 && !this.#busy)) return;
    this.#asking = { n: ++this.#asks, restart: restart || (this.#asking?.restart ?? false) };
    this.#ask();
    this.#repeat(repeatAfter);
  }

  receive(message: OfferMessage | AnswerMessage | AskMessage | CandidateMessage): void {
    if (this.#closed) return;
    if (message.type === 'candidate') this.#candidates.receive(message);
    else if (message.type === 'offer' && message.gen >= (this.#offer?.gen ?? 0)) {
      this.#offer = message;
      void this.#work();
    }
  }

  found(candidate: WireCandidate): void {
    if (!this.#closed) this.#options.send({ type: 'candidate', gen: this.#answered, candidate });
  }

  repeat(): void {
    if (this.#closed || !this.#asking) return;
    this.#ask();
    this.#repeat(repeatAfter);
  }

  close(): void {
    this.#closed = true;
    this.#stopRepeating();
    this.#candidates.clear();
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let offer = this.#offer; offer && !this.#closed; offer = this.#offer) {
        this.#offer = undefined;
        // One that was answered is said again because the answer was lost.
        if (offer.gen === this.#answered) this.#say();
        else if (offer.gen > this.#answered) await this.#answer(offer);
      }
    } catch (error) {
      if (!this.#closed) this.#options.onBroken(error);
    } finally {
      this.#busy = false;
    }
  }

  async #answer(offer: OfferMessage): Promise<void> {
    if (!(await this.#options.admit(offer)) || this.#closed) return;
    this.#answered = offer.gen; // candidates found from here on belong to this answer
    await this.#options.peer.answer(offer.sdp);
    if (this.#closed) return;
    this.#candidates.applied(offer.gen);
    if (this.#asking && offer.ack >= this.#asking.n) {
      this.#asking = undefined;
      this.#stopRepeating();
    }
    this.#say();
  }

  #say(): void {
    this.#options.send({ type: 'answer', gen: this.#answered, sdp: this.#options.peer.localSdp ?? '' });
  }

  #ask(): void {
    if (this.#asking) this.#options.send({ type: 'ask', ...this.#asking, media: this.#options.peer.media });
  }

  #repeat(after: number): void {
    this.#stopRepeating();
    this.#stopRepeating = this.#options.timers.after(after, () => {
      this.#ask();
      this.#repeat(Math.min(after * 1.5, repeatAtMost));
    });
  }
}
