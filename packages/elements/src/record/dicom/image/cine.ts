import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ImagePane } from './image-pane.js';

/** Milliseconds of a frame where the source names none. */
const usual = 66;

/** Plays a stack as a loop, no faster than its pictures come. */
export class Cine implements ReactiveController {
  playing = false;
  readonly #host: ReactiveControllerHost;
  readonly #pane: ImagePane;
  #due = 0;
  #request = 0;

  constructor(host: ReactiveControllerHost, pane: ImagePane) {
    this.#host = host;
    this.#pane = pane;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  toggle(): void {
    if (this.playing) return this.stop();
    this.playing = true;
    this.#due = performance.now();
    this.#request = requestAnimationFrame(this.#tick);
    this.#host.requestUpdate();
  }

  stop(): void {
    cancelAnimationFrame(this.#request);
    if (!this.playing) return;
    this.playing = false;
    this.#host.requestUpdate();
  }

  readonly #tick = (now: number) => {
    if (!this.playing) return;
    this.#request = requestAnimationFrame(this.#tick);
    const pane = this.#pane;
    const { frame, series } = pane;
    if (!frame || !series || pane.error) return this.stop();
    if (now < this.#due || pane.loading || pane.shown?.frame !== frame) return;
    const { frameTime, frameTimes } = frame.instance;
    this.#due = Math.max(now, this.#due) + (frameTimes?.[frame.frame] || frameTime || usual);
    pane.show(pane.seriesAt, (pane.frameAt + 1) % series.frames.length, pane.shown.quality);
  };
}
