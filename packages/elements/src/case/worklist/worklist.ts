import type { CaseView, NetworkState, WorklistState, WorklistStore } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { caseWords } from '../../internal/case-words/case-words.messages.js';
import { DiemcauElement } from '../../internal/diemcau-element.js';
import { errorNotice } from '../../internal/errors/error-notice.js';
import { dateTimeText } from '../../internal/format/date-time-text.js';
import { workIcons } from '../../internal/work-icons.js';
import { icons } from '../../internal/icons.js';
import { MessagesController } from '../../internal/messages-controller.js';
import { nextOf } from '../../internal/next-of.js';
import { OwnedStore } from '../../internal/owned-store.js';
import { StoreController } from '../../internal/store-controller.js';
import { edges } from '../../internal/styles/edges.styles.js';
import { shared } from '../../internal/styles/shared.js';
import { TickController } from '../../internal/tick-controller.js';
import { WaitController } from '../../internal/wait-controller.js';
import { caseRow } from './case-row.js';
import { filterCases, type Show } from './filter-cases.js';
import { CaseSelectedEvent } from './worklist.events.js';
import { worklistMessages } from './worklist.messages.js';
import { styles } from './worklist.styles.js';

/**
 * The cases of this site, most urgent first: a dense table where there is room, cards on a phone.
 *
 * @tag diemcau-worklist
 * @fires {CaseSelectedEvent} diemcau-case-selected - `{ caseId }`, when the reader chooses one
 * @fires {ErrorEvent} diemcau-error - `{ code, retryable }`
 * @csspart base - the whole list
 * @csspart row - one case
 * @csspart state - the state's badge
 * @csspart urgency - the urgency's badge
 * @csspart overdue - the badge of a case that waits too long
 * @csspart next - the button that opens the next case
 * @cssprop [--diemcau-worklist-gap=12px] - room between head, list and foot
 */
export class WorklistElement extends DiemcauElement {
  static override styles = [...shared, edges, styles];

  /** Cases that came in, that were sent, or both. */
  @property() direction: WorklistState['direction'] = 'incoming';
  /** The case that is open now; marked in the list. Follows the reader's choice. */
  @property({ attribute: 'case-id' }) caseId = '';
  /** State owner; `<diemcau-network>` supplies it unless set. */
  @property({ attribute: false }) store?: WorklistStore;

  @state() private search = '';
  @state() private show: Show = 'open';
  @state() private arrived = 0;
  @query('input[type=search]') private readonly input!: HTMLInputElement | null;

  readonly #t = new MessagesController(this, worklistMessages);
  readonly #case = new MessagesController(this, caseWords);
  readonly #own = new OwnedStore<WorklistStore>(this, {
    given: () => this.store,
    key: () => this.direction,
    client: () => this.client,
    open: (client, direction) => client.cases.worklist(direction as WorklistState['direction']),
  });
  readonly #view = new StoreController<WorklistState>(
    this,
    () => this.#own.store,
    (now, was) => this.#notice(now, was),
  );
  // Site names come with the directory.
  readonly #network = new StoreController<NetworkState>(this, () => this.client?.network);
  readonly #wait = new WaitController(this, () => this.#view.state?.status === 'loading');

  constructor() {
    super();
    new TickController(this, 30_000, () => (this.#view.state?.items.length ?? 0) > 0);
  }

  /** Asks the gateway again. */
  async refresh(): Promise<void> {
    await this.updateComplete;
    await this.#own.store?.refresh();
  }

  /** Chooses the next case that needs somebody, as the button does; answers its id. */
  async selectNext(): Promise<string | undefined> {
    await this.updateComplete;
    const next = nextOf(this.#shown, this.caseId);
    if (next) this.#select(next);
    return next;
  }

  get #shown(): CaseView[] {
    return filterCases(this.#view.state?.items ?? [], this.search, this.show, this.#siteName);
  }

  readonly #siteName = (siteId: string): string =>
    this.#network.state ? this.client!.network.siteName(siteId, this.currentLocale) : siteId;

  #notice(now: Readonly<WorklistState>, was: Readonly<WorklistState>): void {
    this.announceError(now.error);
    if (was.status !== 'ready') return;
    const known = new Set(was.items.map(({ caseId }) => caseId));
    this.arrived = now.items.filter(({ caseId }) => !known.has(caseId)).length;
  }

  #select(caseId: string): void {
    this.caseId = caseId;
    this.dispatchEvent(new CaseSelectedEvent({ caseId }));
  }

  #keys(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const typing = (event.target as Element).matches('input, select');
    if (typing) return;
    const act = {
      ArrowDown: () => this.#move(1),
      ArrowUp: () => this.#move(-1),
      n: () => void this.selectNext(),
      '/': () => this.input?.focus(),
    }[event.key === 'N' ? 'n' : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  #move(by: number): void {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLButtonElement>('.name')];
    const at = buttons.indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLButtonElement);
    buttons[Math.min(Math.max(at + by, 0), buttons.length - 1)]?.focus();
  }

  #clear(): void {
    this.search = '';
    this.show = 'all';
  }

  #head(count: number): TemplateResult {
    const { words } = this.#t;
    return html`<div class="head">
      <h2 id="title">${words.title[this.direction]}</h2>
      <div class="field search">
        <label for="search">${words.search}</label>
        <input
          id="search"
          class="input"
          type="search"
          autocomplete="off"
          placeholder=${words.searchHint}
          .value=${this.search}
          @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}
        />
      </div>
      <div class="field show">
        <label for="show">${words.show}</label>
        <select
          id="show"
          class="input"
          .value=${this.show}
          @change=${(event: Event) => (this.show = (event.target as HTMLSelectElement).value as Show)}
        >
          ${(['open', 'waiting', 'closed', 'all'] as const).map(
            (value) => html`<option value=${value} ?selected=${value === this.show}>${words.shows[value]}</option>`,
          )}
        </select>
      </div>
      <button
        class="button primary"
        type="button"
        part="next"
        ?disabled=${count === 0}
        @click=${() => void this.selectNext()}
      >
        ${words.next}${workIcons.next}
      </button>
    </div>`;
  }

  #body(state: Readonly<WorklistState> | undefined, items: CaseView[]): unknown {
    const { words } = this.#t;
    if (!state) return html`<p class="nothing muted pane">${words.notConnected}</p>`;
    if (state.status === 'loading' && state.items.length === 0) return this.#loading();
    if (items.length > 0) return this.#rows(items);
    if (state.status === 'failed' && state.items.length === 0) return nothing;
    if (state.items.length === 0)
      return html`<div class="nothing pane">
        <p>${words.empty[this.direction]}</p>
        <p class="muted">${words.emptyHint}</p>
      </div>`;
    return html`<div class="nothing pane stack">
      <p>${words.noMatch}</p>
      <p><button class="button" type="button" @click=${() => this.#clear()}>${words.clear}</button></p>
    </div>`;
  }

  #loading(): TemplateResult {
    const { words } = this.#t;
    const said = { none: '', quiet: '', word: words.loading, reason: words.slow }[this.#wait.phase];
    return html`<div class="skeletons" aria-busy="true">
      <p class="muted" role="status">${said}</p>
      ${[1, 2, 3].map(() => html`<div class="skeleton"></div>`)}
    </div>`;
  }

  #rows(items: CaseView[]): TemplateResult {
    const { words } = this.#t;
    const { columns } = words;
    const entered = items.some(({ caseId }) => caseId === this.caseId) ? this.caseId : items[0]?.caseId;
    return html`<div class="rows" role="table" aria-labelledby="title" aria-describedby="keys">
      <div class="columns" role="row">
        <span role="columnheader"><span class="visually-hidden">#</span></span>
        <span role="columnheader">${columns.patient}</span>
        <span role="columnheader">${columns.question}</span>
        <span role="columnheader">${columns.site}</span>
        <span role="columnheader">${columns.urgency} · ${columns.state}</span>
        <span role="columnheader">${columns.waiting}</span>
      </div>
      ${repeat(
        items,
        ({ caseId }) => caseId,
        (item) =>
          caseRow({
            item,
            words,
            caseWords: this.#case.words,
            locale: this.currentLocale,
            selected: item.caseId === this.caseId,
            first: item.caseId === entered,
            siteName: this.#siteName,
            select: () => this.#select(item.caseId),
          }),
      )}
    </div>`;
  }

  protected override render(): TemplateResult {
    const { words } = this.#t;
    const state = this.#view.state;
    const items = this.#shown;
    const total = state?.items.length ?? 0;
    return html`<section class="base" part="base" aria-labelledby="title" @keydown=${this.#keys}>
      ${this.#head(items.length)}
      ${errorNotice(this, state?.error, {
        retry: () => void this.refresh().catch(() => undefined),
        safe: total > 0 ? words.failedButShown : undefined,
      })}
      ${
        state?.staleSince && !state.error
          ? html`<p class="notice attention" part="stale" role="status">
              ${icons.offline}<span>${words.stale(dateTimeText(state.staleSince))}</span>
            </p>`
          : nothing
      }
      ${this.#body(state, items)}
      <div class="foot small muted">
        <span role="status"
          >${state && total > 0 ? words.count(items.length, total) : ''}
          ${this.arrived > 0 ? words.arrived(this.arrived) : ''}</span
        >
        <span id="keys">${words.keys}</span>
      </div>
    </section>`;
  }
}
