/** What a sender is to send now; undefined = the browser's choice. */
export interface SendingWish {
  active: boolean;
  maxBitrate?: number;
  maxFramerate?: number;
  scaleResolutionDownBy?: number;
  priority?: RTCPriorityType;
}

/**
 * Brings one sender to what is wished, one call at a time: two overlapping `setParameters` lose one of the two, which
 * may leave a picture off for good. Judged by level: what counts is the last wish, not the steps to it.
 */
export class SenderControl {
  readonly sender: RTCRtpSender;
  #wish: SendingWish = { active: true };
  #track: MediaStreamTrack | null;
  #applied = '';
  #running = false;
  #closed = false;

  constructor(sender: RTCRtpSender) {
    this.sender = sender;
    this.#track = sender.track;
  }

  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  set(wish: SendingWish): void {
    this.#wish = wish;
    void this.#run();
  }

  replaceTrack(track: MediaStreamTrack | null): void {
    this.#track = track;
    void this.#run();
  }

  /** Applies again: negotiation may have made new parameters. */
  refresh(): void {
    this.#applied = '';
    void this.#run();
  }

  close(): void {
    this.#closed = true;
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let tries = 0; tries < 5 && !this.#closed; tries++) {
        if (this.sender.track !== this.#track) await this.sender.replaceTrack(this.#track);
        const wish = this.#wish;
        const key = JSON.stringify(wish);
        if (key === this.#applied) {
          if (this.sender.track === this.#track) return;
          continue;
        }
        if (await this.#apply(wish)) {
          this.#applied = key;
          tries = 0;
        }
      }
    } catch {
      // The connection closed under us, or the track's kind is wrong; the next wish tries again.
    } finally {
      this.#running = false;
    }
  }

  async #apply(wish: SendingWish): Promise<boolean> {
    const parameters = this.sender.getParameters();
    parameters.encodings ??= [];
    if (parameters.encodings.length === 0) parameters.encodings.push({}); // Firefox, before negotiation
    const encoding = parameters.encodings[0]!;
    encoding.active = wish.active;
    assign(encoding, 'maxBitrate', wish.maxBitrate);
    assign(encoding, 'priority', wish.priority);
    assign(encoding, 'networkPriority', wish.priority);
    if (this.sender.track?.kind === 'video') {
      assign(encoding, 'maxFramerate', wish.maxFramerate);
      encoding.scaleResolutionDownBy = Math.max(1, wish.scaleResolutionDownBy ?? 1);
    }
    try {
      await this.sender.setParameters(parameters);
      return true;
    } catch {
      return false; // read anew: the parameters are of an earlier negotiation
    }
  }
}

function assign<K extends keyof RTCRtpEncodingParameters>(
  encoding: RTCRtpEncodingParameters,
  name: K,
  value: RTCRtpEncodingParameters[K] | undefined,
): void {
  if (value === undefined) delete encoding[name];
  else encoding[name] = value;
}
