import type {
  CasePerson,
  CaseStore,
  CaseStoreState,
  CaseView,
  ConsultationState,
  ConsultationStore,
  MinutesState,
  MinutesStore,
  NetworkState,
  WorklistState,
  WorklistStore,
} from '@diemcau/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { caseEdge } from '../../internal/case-edge.js';
import { CaseElement as CaseElementBase } from '../../internal/case-element.js';
import { caseWords } from '../../internal/case-words/case-words.messages.js';
import { errorNotice } from '../../internal/errors/error-notice.js';
import { dateTimeText } from '../../internal/format/date-time-text.js';
import { icons } from '../../internal/icons.js';
import { MessagesController } from '../../internal/messages-controller.js';
import type { RecordSectionConfig } from '../../internal/record-section-config.types.js';
import { observeRoot } from '../../internal/observe-root.js';
import { OwnedStore } from '../../internal/owned-store.js';
import { StoreController } from '../../internal/store-controller.js';
import { edges } from '../../internal/styles/edges.styles.js';
import { shared } from '../../internal/styles/shared.js';
import { TickController } from '../../internal/tick-controller.js';
import { WaitController } from '../../internal/wait-controller.js';
import { actionBar } from './action-bar.js';
import { CaseNextRequestEvent } from './case.events.js';
import { caseMessages } from './case.messages.js';
import { styles } from './case.styles.js';
import { paneNames, type CaseContext, type PaneName } from './case.types.js';
import { EdgeController } from './edge-controller.js';
import { joinParts } from './join-parts.js';
import { keysDialog } from './keys-dialog.js';
import { lastPointer } from './last-pointer.js';
import { nextOf } from '../../internal/next-of.js';
import { peopleView } from './people-view.js';
import { ribbon, underView } from './ribbon.js';
import { SizeController } from './size-controller.js';
import { SplitterController } from './splitter-controller.js';
import { showTab, tabs, type TabName } from './tabs.js';
import { mayTalk, talkPane } from './talk-pane.js';
import { threadView } from './thread-view.js';
import { VerbController } from './verb-controller.js';
import { verbDialog } from './verb-dialog.js';

const inCall = new Set(['joining', 'joined', 'reconnecting']);

/**
 * One case as one working surface: who the patient is stays pinned; the record is the large pane, the talk the second,
 * consent, minutes, messages and people stand beside the record as equals.
 *
 * @tag diemcau-case
 * @fires {CaseNextRequestEvent} diemcau-case-next-request - `{ caseId }`; cancel it to keep this case open
 * @fires {ErrorEvent} diemcau-error - `{ code, retryable }`
 * @fires all events of the elements inside: consent, record, consultation, minutes, form
 * @csspart base - the whole surface
 * @csspart ribbon - patient, state, sites
 * @csspart allergies - the patient's allergies
 * @csspart actions - the bar of verbs
 * @csspart action - one verb's button
 * @csspart next - the button that opens the next case
 * @csspart tabs - the tab bar
 * @csspart offline - that a copy on this device is shown
 * @csspart talk - the talk
 * @csspart divider - between record and talk
 * @csspart dialog - the dialog of a verb
 * @cssprop [--diemcau-case-top=0] - height of a bar of the host that sticks to the top of the page
 */
export class CaseElement extends CaseElementBase {
  static override styles = [...shared, edges, styles];

  /** Root of a DICOMweb server of the host's own, for the images of the record. */
  @property() dicomweb = '';
  /** In place of the page's `fetch` towards that server: adds what the HIS's PACS wants to know. */
  @property({ attribute: false }) imageFetch?: typeof fetch;
  /** Sections of the record, as `diemcau-record` takes them. */
  @property({ attribute: false }) recordSections?: readonly RecordSectionConfig[];
  /** State owner; `<diemcau-network>` supplies it unless set. */
  @property({ attribute: false }) store?: CaseStore;

  @state() private pane?: TabName;
  @state() private visited = new Set<TabName>();
  @state() private talkOpen = true;
  @state() private message = '';
  @state() private messageFailed = false;
  @state() private news = new Set<TabName>();
  @state() private said = '';
  @state() private keysOpen = false;

  readonly #t = new MessagesController(this, caseMessages);
  readonly #case = new MessagesController(this, caseWords);
  readonly #own = new OwnedStore<CaseStore>(this, {
    given: () => this.store,
    key: () => this.caseId,
    client: () => this.client,
    open: (client, caseId) => client.cases.open(caseId),
  });
  readonly #view = new StoreController<CaseStoreState>(
    this,
    () => this.#own.store,
    (now, was) => this.#notice(now, was),
  );
  readonly #talkOwn = new OwnedStore<ConsultationStore>(this, {
    given: () => undefined,
    key: () => (mayTalk(this.#now?.state ?? '') ? this.caseId : ''),
    client: () => this.client,
    open: (client, caseId) => client.consultations.open(caseId),
  });
  readonly #talk = new StoreController<ConsultationState>(this, () => this.#talkOwn.store);
  readonly #minutesOwn = new OwnedStore<MinutesStore>(this, {
    given: () => undefined,
    key: () => (mayTalk(this.#now?.state ?? '') ? this.caseId : ''),
    client: () => this.client,
    open: (client, caseId) => client.minutes.open(caseId),
  });
  readonly #minutes = new StoreController<MinutesState>(this, () => this.#minutesOwn.store);
  readonly #listOwn = new OwnedStore<WorklistStore>(this, {
    given: () => undefined,
    key: () => (this.#now ? (this.#now.myRoles.includes('requesting') ? 'outgoing' : 'incoming') : ''),
    client: () => this.client,
    open: (client, direction) => client.cases.worklist(direction as WorklistState['direction']),
  });
  readonly #network = new StoreController<NetworkState>(this, () => this.client?.network);
  readonly #wait = new WaitController(this, () => this.#view.state?.status === 'loading');
  readonly #size = new SizeController(this);
  readonly #splitter = new SplitterController(this);
  readonly #verbs = new VerbController(this, () => this.#own.store, {
    submit: () => this.#choose('more'),
    leave: () => this.#leaveAndNext(),
    failed: (error) => this.announceError(error),
  });

  /** Messages that were typed and not sent, by case. */
  readonly #unsent = new Map<string, string>();

  constructor() {
    super();
    new TickController(this, 10_000, () => this.#now !== undefined);
    new EdgeController(this, () => this.#now?.caseId);
    this.addEventListener('keydown', (event) => this.#keys(event));
    joinParts(this, { talk: () => this.#talkOwn.store, minutes: () => this.#minutesOwn.store });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('caseId')) this.#reset(changed.get('caseId') as string | undefined);
    // Its tab goes with the verb: what was asked for is sent.
    if (this.pane === 'more' && !this.#now?.allowed.includes('submit')) this.pane = undefined;
    if (this.#now && this.pane === undefined) this.pane = this.#firstPane(this.#now);
    if (this.pane && !this.visited.has(this.pane)) this.visited = new Set([...this.visited, this.pane]);
  }

  protected override firstUpdated(): void {
    observeRoot(this.shadowRoot!);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.pane && (changed as Map<string, unknown>).has('pane')) showTab(this.renderRoot, this.pane);
    const keys = this.renderRoot.querySelector<HTMLDialogElement>('#keys');
    if (keys?.isConnected && keys.open !== this.keysOpen) this.keysOpen ? keys.showModal() : keys.close();
  }

  get #now(): CaseView | undefined {
    return this.#view.state?.case;
  }

  readonly #siteName = (siteId: string): string =>
    this.#network.state ? this.client!.network.siteName(siteId, this.currentLocale) : siteId;

  /** Another case: nothing that was typed or opened for the last one may show in it. */
  #reset(last: string | undefined): void {
    if (last) this.#unsent.set(last, this.message);
    this.pane = undefined;
    this.visited = new Set();
    this.news = new Set();
    this.message = this.#unsent.get(this.caseId) ?? '';
    this.said = '';
    this.messageFailed = false;
    this.#verbs.dialog = this.#verbs.error = undefined;
  }

  #firstPane(view: CaseView): TabName {
    if (view.state === 'information-needed' && view.allowed.includes('submit')) return 'more';
    if (view.myRoles.includes('requesting') && view.consentGate === 'closed') return 'consent';
    return view.state === 'awaiting-signature' || view.state === 'completed' ? 'minutes' : 'record';
  }

  #notice(now: Readonly<CaseStoreState>, was: Readonly<CaseStoreState>): void {
    this.announceError(now.error);
    const { words } = this.#t;
    if (now.case && was.case && now.case.state !== was.case.state)
      this.said = words.changed(this.#case.words.states[now.case.state]);
    const last = now.thread.at(-1);
    if (!last || now.thread.length <= was.thread.length || was.status !== 'ready') return;
    if (last.sub === this.#network.state?.me?.sub) return;
    this.said = words.newMessage(last.name);
    if (this.pane !== 'thread') this.news = new Set([...this.news, 'thread']);
  }

  #choose(name: TabName): void {
    this.pane = name;
    if (this.news.has(name)) this.news = new Set([...this.news].filter((one) => one !== name));
  }

  #next(): void {
    if (inCall.has(this.#talk.state?.status ?? '')) this.#verbs.ask('leave');
    else this.#goNext();
  }

  async #leaveAndNext(): Promise<void> {
    await this.#talkOwn.store?.leave();
    this.#goNext();
  }

  #goNext(): void {
    const next = nextOf(this.#listOwn.store?.snapshot.items ?? [], this.caseId);
    if (!next) return void (this.said = this.#t.words.noNext);
    if (!this.dispatchEvent(new CaseNextRequestEvent({ caseId: next }))) return;
    this.setAttribute('case-id', next);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#title')?.focus());
  }

  async #say(): Promise<void> {
    const text = this.message.trim();
    if (text === '') return;
    this.messageFailed = false;
    try {
      await this.#own.store?.say(text);
      if (this.message.trim() === text) this.message = '';
    } catch {
      this.messageFailed = true;
    }
  }

  async #assign({ role, siteId, sub, name }: CasePerson): Promise<void> {
    await this.#own.store?.assign({ role, siteId, sub, name }).catch(() => undefined);
    // A refused change must not stay in the select.
    this.requestUpdate();
  }

  #keys(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as HTMLElement;
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || !this.#now) return;
    if (target.isContentEditable || target.closest?.('input, textarea, select, dialog, [role=slider]')) return;
    const pane = paneNames[Number(event.key) - 1];
    const act = pane
      ? () => {
          this.#choose(pane);
          void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${pane}`)?.focus());
        }
      : { t: () => this.#toggleTalk(), n: () => this.#next(), '?': () => (this.keysOpen = true) }[
          event.key.toLowerCase()
        ];
    if (!act) return;
    event.preventDefault();
    act();
  }

  #toggleTalk(): void {
    if (this.#size.narrow) this.#choose(this.pane === 'talk' ? 'record' : 'talk');
    else this.talkOpen = !this.talkOpen;
  }

  #panel(name: PaneName, content: () => unknown): unknown {
    if (!this.visited.has(name)) return nothing;
    return html`<div
      class="panel"
      id="panel-${name}"
      role="tabpanel"
      aria-labelledby="tab-${name}"
      ?hidden=${this.pane !== name}
    >
      ${content()}
    </div>`;
  }

  #panels(context: CaseContext, state: Readonly<CaseStoreState>): TemplateResult {
    const id = this.caseId || context.view.caseId;
    const me = this.#network.state?.me;
    return html`<div class="panels">
      ${this.#panel('record', () => this.#record(context.view))}
      ${this.#panel('consent', () => html`<diemcau-consent case-id=${id}></diemcau-consent>`)}
      ${this.#panel('minutes', () => html`<diemcau-minutes case-id=${id}></diemcau-minutes>`)}
      ${this.#panel('more', () => html`<diemcau-case-form case-id=${id}></diemcau-case-form>`)}
      ${this.#panel('thread', () =>
        threadView({
          context,
          state,
          me: me?.sub,
          text: this.message,
          failed: this.messageFailed,
          write: (text) => (this.message = text),
          send: () => void this.#say(),
        }),
      )}
      ${this.#panel('people', () =>
        peopleView({ context, me, busy: state.pending !== undefined, assign: (person) => void this.#assign(person) }),
      )}
    </div>`;
  }

  /** The record, tied to the others: it must be of this case's patient, shows where they look, and lends its words to the minutes. */
  #record({ caseId, request }: CaseView): TemplateResult {
    const talk = this.#talk.state;
    const looked = lastPointer(talk, 'record');
    const looksAtImage = lastPointer(talk, 'image');
    return html`<diemcau-record
      case-id=${caseId}
      .patientContext=${request.patient}
      .question=${{ question: request.question, reason: request.reasonForAdmission }}
      .pointer=${looked?.pointer}
      .pointerBy=${looked?.by}
      dicomweb=${this.dicomweb}
      .imageFetch=${this.imageFetch}
      .imagePointer=${looksAtImage?.pointer}
      .imagePointerBy=${looksAtImage?.by}
      .sections=${this.recordSections}
      ?pointing=${talk?.status === 'joined'}
      ?excerpting=${this.#minutes.state?.canEdit === true}
    ></diemcau-record>`;
  }

  /** Why a case stands as it does, and what is asked; the record says the question itself. */
  #question({ view, words, siteName }: CaseContext, pane: TabName): TemplateResult {
    const reason = view.statusReason && words.reason[view.state];
    const declined = view.state === 'rejected' ? [] : (view.declined ?? []);
    return html`
      ${declined.map((one) => html`<p class="question"><strong>${words.declined(siteName(one.siteId))}:</strong> ${one.reason}</p>`)}
      ${reason ? html`<p class="question"><strong>${reason}:</strong> ${view.statusReason}</p>` : nothing}
      ${view.emergencyGround ? html`<p class="question"><strong>${words.emergencyGround}:</strong> ${view.emergencyGround}</p>` : nothing}
      ${pane === 'record' ? nothing : html`<p class="question"><strong>${words.question}:</strong> ${view.request.question}</p>`}
    `;
  }

  #surface(context: CaseContext, state: Readonly<CaseStoreState>): TemplateResult {
    const { view, words, locale } = context;
    const { narrow, brief } = this.#size;
    const names: TabName[] = [...(view.allowed.includes('submit') ? (['more'] as const) : []), ...paneNames];
    if (narrow) names.splice(1, 0, 'talk');
    const current = this.pane === 'talk' && !narrow ? 'record' : (this.pane ?? 'record');
    const live = inCall.has(this.#talk.state?.status ?? '');
    // No room is kept for a talk that cannot be.
    const room = live || (mayTalk(view.state) && view.state !== 'awaiting-signature');
    const open = this.talkOpen && room;
    const actions = actionBar({
      context,
      state,
      locale,
      act: this.#verbs.act,
      next: () => this.#next(),
      keys: () => (this.keysOpen = true),
    });
    return html`<article
      class="base edge-${caseEdge(view.caseId)} ${brief ? 'brief' : ''}"
      part="base"
      aria-label=${words.label(view.request.patient.name)}
    >
      <div class="pinned">${ribbon(context, this.#talk.state, brief)} ${brief ? nothing : actions}</div>
      ${brief ? html`${underView(context, this.#talk.state)} ${actions}` : nothing}
      ${
        state.staleSince
          ? html`<p part="offline" class="notice attention" role="status">
              ${icons.offline}<span>${words.stale(dateTimeText(state.staleSince))}</span>
            </p>`
          : nothing
      }
      ${errorNotice(this, this.#verbs.error ?? (state.staleSince ? undefined : state.error), { retry: () => void this.#own.store?.refresh().catch(() => undefined) })}
      <p class="visually-hidden" role="status">${this.said}</p>
      <div class=${classMap({ surface: true, open: open && !narrow })}>
        <div class=${classMap({ main: true, away: current === 'talk' })}>
          ${tabs({ names, current, news: this.news, words, choose: (name) => this.#choose(name) })}
          ${current === 'talk' ? nothing : this.#question(context, current)} ${this.#panels(context, state)}
        </div>
        ${talkPane({
          context,
          splitter: this.#splitter,
          open,
          toggles: room,
          away: narrow && current !== 'talk',
          live,
          narrow,
          toggle: () => this.#toggleTalk(),
        })}
      </div>
      ${verbDialog({
        open: this.#verbs.dialog,
        words,
        error: errorNotice(this, this.#verbs.dialog?.error),
        change: this.#verbs.change,
        confirm: () => void this.#verbs.confirm(),
        cancel: this.#verbs.cancel,
      })}
      ${keysDialog(words, () => (this.keysOpen = false))}
    </article>`;
  }

  protected override render(): TemplateResult {
    const { words } = this.#t;
    const state = this.#view.state;
    const locale = this.currentLocale;
    if (!this.caseId && !this.store) return html`<p class="pane pane-body muted">${words.noCase}</p>`;
    if (!state) return html`<p class="pane pane-body muted">${words.notConnected}</p>`;
    if (state.case) {
      const context = { view: state.case, words, caseWords: this.#case.words, locale, siteName: this.#siteName };
      return this.#surface(context, state);
    }
    if (state.status === 'not-found')
      return html`<p class="notice attention" role="alert">${icons.unavailable}<span>${words.notFound}</span></p>`;
    if (state.status === 'failed')
      return html`${errorNotice(this, state.error, { retry: () => void this.#own.store?.refresh().catch(() => undefined) })}`;
    return html`<div class="pane pane-body stack" aria-busy="true">
      <p class="muted" role="status">
        ${{ none: '', quiet: '', word: words.loading, reason: words.slow }[this.#wait.phase]}
      </p>
      <div class="skeleton"></div>
      <div class="skeleton"></div>
    </div>`;
  }
}
