import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** When a wait is told in a word, in ms. */
export const waitWord = 1000;
/** When the reason is told, in ms. */
export const waitReason = 4000;

/** Tells how long its host has been waiting: nothing at first, then a word, then the reason. */
export class WaitController implements ReactiveController {
  phase: 'none' | 'quiet' | 'word' | 'reason' = 'none';
  readonly #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly waiting: () => boolean,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    const waiting = this.waiting();
    if (waiting === (this.phase !== 'none')) return;
    this.#stop();
    if (!waiting) return;
    this.phase = 'quiet';
    this.#timers.push(
      setTimeout(() => this.#tell('word'), waitWord),
      setTimeout(() => this.#tell('reason'), waitReason),
    );
  }

  hostDisconnected(): void {
    this.#stop();
  }

  #tell(phase: 'word' | 'reason'): void {
    this.phase = phase;
    this.host.requestUpdate();
  }

  #stop(): void {
    this.phase = 'none';
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
  }
}
