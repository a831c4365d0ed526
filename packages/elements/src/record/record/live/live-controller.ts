import { nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { LocalizedElement } from '../../../internal/localized-element.js';
import type { Say } from '../views/say.js';
import type * as Live from './live.js';
import type { Look, LookController } from './look-controller.js';

interface Options {
  /** Whether a talk is on, or somebody points. */
  isOn(): boolean;
  /** Tells the others where this reader looks. */
  tell(look: Look): void;
  /** From now on the view goes where the others look. */
  came(): void;
}

/** Brings what lets readers look at a record together, as soon as there is somebody to look with. */
export class LiveController implements ReactiveController {
  #now?: { look: LookController; parts: typeof Live };
  #loading?: Promise<void>;
  readonly #host: LocalizedElement;
  readonly #options: Options;

  constructor(host: LocalizedElement, options: Options) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Whether the view goes where the others look. */
  get following(): boolean {
    return this.#now?.look.following ?? false;
  }

  hostUpdate(): void {
    if (this.#options.isOn()) void (this.#loading ??= this.#load());
  }

  /** Where this reader looks is shared no longer. */
  stop(): void {
    this.#now?.look.share(false);
  }

  /** What is in view shows something else, e.g. another time. */
  again(): void {
    this.#now?.look.again();
  }

  view(options: Parameters<typeof Live.liveBar>[1], say: Say): TemplateResult | typeof nothing {
    return this.#now ? this.#now.parts.liveBar(this.#now.look, options, say) : nothing;
  }

  async #load(): Promise<void> {
    const parts = await import('./live.js').catch(() => undefined);
    // Tried again with the next change: a record can be read without.
    if (!parts) return void (this.#loading = undefined);
    this.#now = { look: new parts.LookController(this.#host, this.#options), parts };
    this.#host.requestUpdate();
    this.#options.came();
  }
}
