import type { ErrorCode } from '@diemcau/protocol';
import type { LineTestState, LineTestStore } from '@diemcau/sdk';
import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { DiemcauElement } from '../../internal/diemcau-element.js';
import { icons } from '../../internal/icons.js';
import { MessagesController } from '../../internal/messages-controller.js';
import { ErrorEvent } from '../../internal/error.events.js';
import { OwnedStore } from '../../internal/owned-store.js';
import { StoreController } from '../../internal/store-controller.js';
import { shared } from '../../internal/styles/shared.js';
import { LineTestCompletedEvent } from './line-test.events.js';
import { lineTestMessages } from './line-test.messages.js';
import { styles } from './line-test.styles.js';
import { stepView } from './step-view.js';

const verdicts = {
  video: { icon: icons.done, mark: 'done' },
  audio: { icon: icons.attention, mark: 'attention' },
  text: { icon: icons.attention, mark: 'attention' },
  none: { icon: icons.critical, mark: 'critical' },
} as const;

/**
 * Tests devices and line step by step, and says what the line carries and what to do.
 * @tag diemcau-line-test
 * @fires diemcau-error - `{code, retryable}` of each step that is not well
 * @fires diemcau-line-test-completed - `{result}`: verdict, delay in ms, speed in kbit/s
 * @csspart base - the whole view
 * @csspart step - one step
 */
export class LineTestElement extends DiemcauElement {
  static override styles = [...shared, styles];

  /** Site to test towards; without it the gateway alone. */
  @property({ attribute: 'site-id' }) siteId = '';
  /** State owner; the provider supplies it unless set. */
  @property({ attribute: false }) store?: LineTestStore;

  readonly #words = new MessagesController(this, lineTestMessages);
  readonly #owned = new OwnedStore<LineTestStore>(this, {
    given: () => this.store,
    key: () => `site ${this.siteId}`,
    client: () => this.client,
    open: (client) => client.consultations.lineTest(this.siteId || undefined),
  });
  readonly #view = new StoreController<LineTestState>(
    this,
    () => this.#owned.store,
    (now, was) => this.#announce(now, was),
  );

  #announce(now: Readonly<LineTestState>, was: Readonly<LineTestState>): void {
    for (const { name, code, retryable = false } of now.steps)
      if (code && was.steps.find((step) => step.name === name)?.code !== code)
        this.dispatchEvent(new ErrorEvent({ code: code as ErrorCode, retryable }));
    if (now.status === 'completed' && was.status !== 'completed')
      this.dispatchEvent(new LineTestCompletedEvent({ result: now.result }));
  }

  protected override render() {
    const { words: t } = this.#words;
    const { status = 'idle', steps = [], result } = this.#view.state ?? {};
    const isRunning = status === 'running';
    return html`<section part="base" class="base stack" aria-labelledby="title">
      <h2 id="title">${t.title}</h2>
      ${status === 'idle' ? html`<p>${t.intro}</p>` : nothing}
      <p class="visually-hidden" role="status">${result ? t.verdicts[result.verdict] : isRunning ? t.running : ''}</p>
      ${
        result
          ? html`<p class="notice ${verdicts[result.verdict].mark}">
              ${verdicts[result.verdict].icon}<strong>${t.verdicts[result.verdict]}</strong>
            </p>`
          : nothing
      }
      ${
        steps.length
          ? html`<ol role="list" class="steps">
              ${steps.map((step) => stepView(step, t))}
            </ol>`
          : nothing
      }
      <div class="actions">
        <button
          type="button"
          class="button primary"
          ?disabled=${isRunning || !this.#owned.store}
          @click=${() => void this.#owned.store?.run().catch(() => undefined)}
        >
          ${isRunning ? t.running : status === 'completed' ? t.again : t.start}
        </button>
      </div>
    </section>`;
  }
}
