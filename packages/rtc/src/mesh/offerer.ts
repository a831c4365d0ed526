import { CandidateBuffer } from './candidate-buffer.js';
import { repeatAfter, repeatAtMost, type Negotiator, type NegotiatorOptions } from './negotiator.types.js';
import type { WireCandidate } from './peer.types.js';
import type { AnswerMessage, AskMessage, CandidateMessage, OfferMessage } from './signal-message.js';

interface Outstanding {
  gen: number;
  restart: boolean;
  since: number;
  /** Highest ask that it takes up. */
  ack: number;
}

/** Milliseconds for which an unanswered offer of a new path is as good as another one. */
const freshFor = 10_000;

/** The side that offers. */
export class Offerer implements Negotiator {
  readonly #options: NegotiatorOptions;
  readonly #candidates: CandidateBuffer;
  #closed = false;
  #busy = false;
  #gen = 0;
  #outstanding?: Outstanding;
  #wanted?: { restart: boolean };
  #answer?: AnswerMessage;
  /** Highest ask of the other side; the next offer takes it up. */
  #asked = 0;
  #stopRepeating: () => void = () => {};

  constructor(options: NegotiatorOptions) {
    this.#options = options;
    this.#candidates = new CandidateBuffer((candidate) => options.peer.addCandidate(candidate));
  }

  get settled(): boolean {
    return !this.#busy && !this.#outstanding && !this.#wanted;
  }

  need({ restart }: { restart: boolean }): void {
    if (this.#closed) return;
    const waiting = this.#outstanding;
    if (restart && waiting?.restart && !this.#busy && this.#options.timers.now() - waiting.since < freshFor) {
      this.#say(waiting); // a new path is on offer; anything else that is meant comes after it
      if (waiting.ack < this.#asked) this.#wanted ??= { restart: false };
      return;
    }
    this.#wanted = { restart: restart || (this.#wanted?.restart ?? false) };
    void this.#work();
  }

  receive(message: OfferMessage | AnswerMessage | AskMessage | CandidateMessage): void {
    if (this.#closed) return;
    if (message.type === 'candidate') this.#candidates.receive(message);
    else if (message.type === 'ask') this.#takeAsk(message);
    else if (message.type === 'answer' && message.gen === this.#outstanding?.gen) {
      this.#answer = message;
      void this.#work();
    }
  }

  found(candidate: WireCandidate): void {
    if (!this.#closed) this.#options.send({ type: 'candidate', gen: this.#gen, candidate });
  }

  repeat(): void {
    if (this.#closed || !this.#outstanding || this.#busy) return;
    this.#say(this.#outstanding);
    this.#repeat(repeatAfter);
  }

  close(): void {
    this.#closed = true;
    this.#stopRepeating();
    this.#candidates.clear();
  }

  #takeAsk({ n, restart, media }: AskMessage): void {
    if (n <= this.#asked) return;
    this.#asked = n;
    this.#options.peer.ensureMedia(media);
    this.need({ restart });
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
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
    const answer = this.#answer;
    this.#answer = undefined;
    if (answer && answer.gen === this.#outstanding?.gen) {
      await this.#accept(answer);
      return true;
    }
    // A new path cannot wait for the answer to an older offer; anything else can.
    if (!this.#wanted || (this.#outstanding && !this.#wanted.restart)) return false;
    await this.#offer(this.#wanted);
    return true;
  }

  async #offer({ restart }: { restart: boolean }): Promise<void> {
    this.#wanted = undefined;
    this.#stopRepeating();
    const outstanding = { gen: ++this.#gen, restart, since: this.#options.timers.now(), ack: this.#asked };
    this.#outstanding = outstanding;
    await this.#options.peer.offer(restart);
    if (this.#closed) return;
    this.#say(outstanding);
    this.#repeat(repeatAfter);
  }

  /** As it is now: with the candidates found since, so that lost ones are made up for. */
  #say({ gen, restart, ack }: Outstanding): void {
    this.#options.send({ type: 'offer', gen, ack, restart, sdp: this.#options.peer.localSdp ?? '' });
  }

  #repeat(after: number): void {
    this.#stopRepeating();
    this.#stopRepeating = this.#options.timers.after(after, () => {
      if (this.#outstanding && !this.#busy) this.#say(this.#outstanding);
      this.#repeat(Math.min(after * 1.5, repeatAtMost));
    });
  }

  async #accept(answer: AnswerMessage): Promise<void> {
    if (!(await this.#options.admit(answer)) || this.#closed) return;
    this.#stopRepeating();
    await this.#options.peer.accept(answer.sdp);
    this.#outstanding = undefined;
    this.#candidates.applied(answer.gen);
  }
}
