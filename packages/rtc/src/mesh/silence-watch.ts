/** Milliseconds without anything from the other end that mean: be watchful, send no video, tell the people. */
export const silenceLimits = { doubt: 150, alarm: 250, pause: 700, notice: 2_000 } as const;

/**
 * How long nothing has arrived. Two marks count as life: the RTP timestamps of what is played (cheap, but only there
 * while something is played) and the bytes of the path in use (from statistics, asked when in doubt).
 */
export class SilenceWatch {
  #marks: Record<string, string | number> = {};
  #lastLife: number | undefined;
  #lastSample: number | undefined;

  /** Media may flow from now on. */
  begin(now: number): void {
    this.#lastLife ??= now;
  }

  /** Something arrived, whatever it was. */
  heard(now: number): void {
    this.#lastLife = now;
  }

  sample(now: number, of: 'rtp', mark: string): void;
  sample(now: number, of: 'bytes', mark: number): void;
  sample(now: number, of: 'rtp' | 'bytes', mark: string | number): void {
    const before = this.#marks[of];
    if (mark === '' || mark === before) return;
    this.#marks[of] = mark;
    // A path that was given up takes its bytes with it: only growth is life.
    if (before !== undefined && !(of === 'bytes' && mark < before)) this.#lastLife = now;
  }

  /** Call at each look, so that a page that slept is not taken for a line that is dead. */
  awake(now: number): void {
    const slept = this.#lastSample === undefined ? 0 : now - this.#lastSample;
    this.#lastSample = now;
    if (slept > 1_500 && this.#lastLife !== undefined)
      this.#lastLife = Math.max(this.#lastLife, now - silenceLimits.doubt);
  }

  silentFor(now: number): number {
    return this.#lastLife === undefined ? 0 : Math.max(0, now - this.#lastLife);
  }
}
