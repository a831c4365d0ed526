import type { RecordEntry, RecordSection } from '@diemcau/fhir';
import {
  patientsAgree,
  type Diemcau,
  type FhirServer,
  type PatientContext,
  type Pointer,
  type RecordOrigin,
  type RecordPart,
  type RecordSource,
  type RecordStore,
  type RecordStoreState,
} from '@diemcau/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { CaseElement } from '../../internal/case-element.js';
import { errorNotice } from '../../internal/errors/error-notice.js';
import { ageText } from '../../internal/format/age-text.js';
import { dateTimeText } from '../../internal/format/date-time-text.js';
import { localClient } from '../../internal/local-client.js';
import { MessagesController } from '../../internal/messages-controller.js';
import { OwnedStore } from '../../internal/owned-store.js';
import { StoreController } from '../../internal/store-controller.js';
import { shared } from '../../internal/styles/shared.js';
import { AccessController } from './access/access-controller.js';
import type { ImagePointer } from '../dicom/image/image.js';
import { CopiesController, type Copied } from './copies/copies.js';
import { printedViewStyles } from './copies/printed-view.styles.js';
import { entryText } from './entry-text.js';
import { LiveController } from './live/live-controller.js';
import { OpenedController } from './openable/opened.js';
import { studyOf, type ImageContext } from './openable/openable-view.js';
import { RowsController } from './paging/rows-controller.js';
import { SectionPages } from './paging/section-pages.js';
import { preciseDate } from './precise-date.js';
import { RecordAccessedEvent, RecordPointRequestEvent } from './record.events.js';
import { jumpTo } from './reading/jump-to.js';
import { overviewView, questionView, type RecordQuestion } from './reading/overview-view.js';
import { PinnedController } from './reading/pinned-controller.js';
import { ReadingController } from './reading/reading-controller.js';
import { readingStyles } from './reading/reading.styles.js';
import { RecordFacts } from './record-facts.js';
import { recordMessages } from './record.messages.js';
import { styles } from './record.styles.js';
import { isOfReader } from './sections/default-sections.js';
import { rowsOf, SectionViews } from './sections/section-views.js';
import { ResultsOpen, type TrendLook } from './results/results-open.js';
import type { RecordSectionConfig } from '../../internal/record-section-config.types.js';
import { accountView } from './views/account-view.js';
import { bannerView } from './views/banner-view.js';
import { offlineView } from './views/offline-view.js';
import type { Say } from './views/say.js';
import { sourceView, statusView } from './views/status-view.js';
import { WatermarkController } from './watermark/watermark-controller.js';
import { RestrictedController } from './restricted/restricted-controller.js';

/** What names another record. */
const origins = ['caseId', 'src', 'source', 'server', 'sources', 'store'] as const;

/** A place in the record where somebody looks. */
export type RecordPointer = Extract<Pointer, { of: 'record' }>;

/**
 * Shows a record: of a case, of a URL, or given as FHIR or insurance XML. Each section says what is known of it; a failure never
 * looks like "nothing found".
 * @tag diemcau-record
 * @fires diemcau-record-loaded - `{sections}`: state and count of each section
 * @fires diemcau-record-section-failed - `{section, code}`
 * @fires diemcau-context-mismatch - `{caseId}`: the record is of another patient than the host's; nothing is shown
 * @fires diemcau-record-point-request - `{section, entryKey}`, when `pointing` is on; cancelable
 * @fires diemcau-record-excerpt-request - `{section, entryKey}`, when `excerpting` is on; cancelable
 * @fires diemcau-record-accessed - `{action, sections}`: what was opened, printed, exported, for a host that logs it; ids only
 * @fires diemcau-record-print-request - `{caseId, kind}`, before a print; cancelable
 * @fires diemcau-record-printed - `{caseId, kind, pages}`: so many pages went to the print dialog
 * @fires diemcau-record-export-request - `{caseId, kind}`, before a file is made; cancelable
 * @fires diemcau-record-exported - `{caseId, kind}`: a file was handed out
 * @fires diemcau-error - `{code, retryable}`
 * @csspart base - the whole view
 * @csspart banner - the patient, pinned
 * @csspart identity - name, age, sex and numbers in the banner
 * @csspart navigation - the list of sections
 * @csspart section - one section
 * @csspart entry - one entry of a list
 * @csspart offline - that a copy on this device is shown, or could not be kept
 * @csspart restricted - how many restricted entries there are, and the way to open them
 * @csspart copies - the dialog of print and export
 * @csspart watermark - reader, site and time over a shared record
 */
export class RecordElement extends CaseElement {
  static override styles = [...shared, styles, readingStyles, printedViewStyles];

  /** URL of a record on the embedder's own origin, instead of `case-id`. */
  @property() src = '';
  /** A record given directly (FHIR object, JSON or XML text, file), instead of `case-id`. */
  @property({ attribute: false }) source?: RecordSource;
  /** A FHIR server of the host's own and the patient's id there, instead of `case-id`. */
  @property({ attribute: false }) server?: FhirServer;
  /** Several sources of one patient, shown as one record. */
  @property({ attribute: false }) sources?: readonly RecordPart[];
  /** The patient who is open in the host: two identifiers must agree, else nothing is shown. */
  @property({ attribute: false }) patientContext?: PatientContext;
  /** Where another participant looks; it is scrolled to and marked. */
  @property({ attribute: false }) pointer?: RecordPointer;
  /** Name of who looks there. */
  @property({ attribute: false }) pointerBy?: string;
  /** What an expert is asked about this record; shown first. `diemcau-case` gives it. */
  @property({ attribute: false, hasChanged: (now, was) => JSON.stringify(now) !== JSON.stringify(was) })
  question?: RecordQuestion;
  /** Root of a DICOMweb server of the host's own, for the images of the record; addresses in the record are never followed. */
  @property() dicomweb = '';
  /** In place of the page's `fetch` towards that server: adds what the HIS's PACS wants to know. */
  @property({ attribute: false }) imageFetch?: typeof fetch;
  /** Where another participant looks in an image; it is opened and gone to. */
  @property({ attribute: false }) imagePointer?: ImagePointer;
  /** Name of who looks there. */
  @property({ attribute: false }) imagePointerBy?: string;
  /** Offers "show this to the others" at each section and entry, and to let them follow. */
  @property({ type: Boolean }) pointing = false;
  /** Offers "put into the minutes" at each entry. */
  @property({ type: Boolean }) excerpting = false;
  /** The sections shown and how: `defaultRecordSections` (as they are unless given) reordered, cut, redrawn or with sections of the embedder's own. */
  @property({ attribute: false }) sections?: readonly RecordSectionConfig[];
  /** State owner; the provider supplies it unless set. */
  @property({ attribute: false }) store?: RecordStore;

  @state() private current?: string;
  /** Reads what the page itself has where there is no network on it. */
  @state() private ownClient?: Diemcau;

  readonly #words = new MessagesController(this, recordMessages);
  readonly #owned = new OwnedStore<RecordStore>(this, {
    given: () => this.store,
    key: () =>
      this.sources || this.source !== undefined || this.server
        ? `source ${this.#sourceNumber}`
        : this.src || this.caseId || undefined,
    client: () => this.client ?? this.ownClient,
    open: (client) => client.records.open(this.#origin()),
  });
  readonly #view = new StoreController<RecordStoreState>(
    this,
    () => this.#owned.store,
    (now, was) => this.#changed(now, was),
  );
  readonly #reading = new ReadingController(this, {
    store: () => this.#owned.store,
    state: () => this.#view.state,
    turned: () => this.#pages.forget(),
  });
  readonly #pages: SectionPages = new SectionPages(this, () => this.#reading.now?.reading.store ?? this.#owned.store);
  readonly #results = new ResultsOpen(this);
  readonly #opened = new OpenedController(this, (key, call) => this.#owned.store!.attachment(key, call));
  readonly #live = new LiveController(this, {
    isOn: () => this.pointing || !!this.pointer,
    tell: (look) => this.dispatchEvent(new RecordPointRequestEvent(look)),
    came: () => this.#followPointer(),
  });
  readonly #restricted = new RestrictedController(this, () => this.#owned.store);
  readonly #views = new SectionViews(this, {
    store: () => this.#owned.store,
    images: () => this.#images(),
    pages: this.#pages,
    results: this.#results,
    opened: this.#opened,
    live: this.#live,
    reading: this.#reading,
  });
  readonly #rows = new RowsController(this, {
    state: () => this.#view.state,
    all: (now) => rowsOf(now) + this.#views.configs.length,
    isPointed: () => this.pointer !== undefined,
  });
  readonly #facts = new RecordFacts(this, () => {
    // No page, no open document, no question that names a section.
    this.#pages.forget();
    this.#opened.closeAll();
    this.#restricted.close();
  });
  readonly #copies = new CopiesController(this, {
    copied: () => this.#copied(),
    // A host's page is printed now, not in some frames: what is still to be added must be there.
    showAll: () => {
      this.#rows.bringAll();
      this.performUpdate();
    },
  });
  #sourceNumber = 0;
  readonly #pinned = new PinnedController(this);
  #openedAt = new Date();

  constructor() {
    super();
    new AccessController(this, (sections) => this.#accessed(sections));
    new WatermarkController(this, () => this.#watermark());
    this.addEventListener('keydown', (event) => this.#reading.now?.reading.key(event));
  }

  /** The reason that was last given for opening what is restricted, for a host that logs it itself; never in an event. */
  get breakGlassReason(): string {
    return this.#restricted.reason;
  }

  /** An entry in one line of plain text, for the minutes; undefined when it is not on screen. */
  textOf(entryKey: string): string | undefined {
    const entry = this.#entries().find(({ key }) => key === entryKey);
    return entry && entryText(entry, this.#say());
  }

  /** The trend that is open in a section, for the others of a talk; in no event, its codes say what was measured. */
  trendOf(section: string): TrendLook | undefined {
    return this.#results.trendOf(section, this.renderRoot);
  }

  /** Scrolls to a section and moves the focus there. */
  goTo(section: string, options: { focus?: boolean } = {}): void {
    this.current = section;
    this.#accessed([section]);
    const target = this.renderRoot.querySelector<HTMLElement>(`#${section}`);
    target?.scrollIntoView({ block: 'start' });
    if (options.focus !== false) target?.focus({ preventScroll: true });
    // What is asked for before its frame came: comes now.
    if (!target && this.#rows.bringAll()) void this.updateComplete.then(() => this.goTo(section, options));
  }

  /** Scrolls to an entry and moves the focus there, whatever page it is on; without a key to its section. */
  async goToEntry(section: string, entryKey?: string, options: { focus?: boolean } = {}): Promise<void> {
    const reading = this.#reading.now?.reading;
    if (reading && reading.pane !== 'sections') await reading.show('sections');
    this.current = section;
    if (!entryKey || !isOfReader(section)) return this.goTo(section, options);
    await jumpTo(this, section, entryKey, {
      ...options,
      all: () => void this.#rows.bringAll(),
      whole: () => (reading?.isFiltering ? reading.set({}) : undefined),
      at: (at) => this.#pages.around(section, at),
      place: () => this.#owned.store?.look('place', { section, entryKey }),
    });
  }

  #origin(): RecordOrigin {
    if (this.sources) return { sources: this.sources };
    if (this.source !== undefined) return { source: this.source };
    if (this.server) return { server: this.server };
    return this.src ? { src: this.src } : { caseId: this.caseId };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('source') || changed.has('server') || changed.has('sources')) this.#sourceNumber++;
    if (origins.some((name) => changed.has(name))) this.#rows.restart();
    if (changed.has('pointing') && !this.pointing) this.#live.stop();
    super.willUpdate(changed);
    if (this.standsAlone && !this.ownClient && !this.store && !('caseId' in this.#origin()))
      void localClient().then((client) => (this.ownClient = client));
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const now = this.#view.state;
    if (now) this.#announce(now);
    if (changed.has('imagePointer') && this.imagePointer) void this.#openPointed(this.imagePointer);
    if (changed.has('pointer')) this.#followPointer();
  }

  #accessed(sections: readonly string[]): void {
    this.#owned.store?.accessed({ action: 'view', sections });
  }

  #changed(now: Readonly<RecordStoreState>, was: Readonly<RecordStoreState>): void {
    if (now.error && now.error !== was.error) this.announceError(now.error);
    if (now.source !== was.source || now.status === 'ended') {
      this.#pages.forget();
      this.#results.forget();
      this.#opened.closeAll();
    }
    if (now.status === 'ended') this.#restricted.close();
    if (now.lastAccess && now.lastAccess !== was.lastAccess)
      this.dispatchEvent(new RecordAccessedEvent({ ...now.lastAccess }));
  }

  #announce(now: Readonly<RecordStoreState>): void {
    // Of another patient than the host's, or of several: the store shows nothing of those.
    const conflict = now.error?.code === 'record/patient-conflict' ? now.error : undefined;
    this.#facts.tell(now, this.#isBlank(now) === 'mismatch' ? this.patientContext : conflict);
  }

  #images(): ImageContext {
    const { dicomweb, imageFetch, imagePointer: pointer, imagePointerBy: pointerBy, pointing, excerpting } = this;
    return { dicomweb, imageFetch, patient: this.#view.state?.patient, pointer, pointerBy, pointing, excerpting };
  }

  /** Opens the images that another participant points at, on whatever page they stand. */
  async #openPointed({ entryKey }: ImagePointer): Promise<void> {
    const { status } = this.#opened.of(entryKey) ?? {};
    if (status && status !== 'failed') return;
    const section = await this.#sectionOf(entryKey);
    if (!section || this.imagePointer?.entryKey !== entryKey) return;
    await this.goToEntry(section, entryKey, { focus: false });
    const entry = this.#entries().find(({ key }) => key === entryKey);
    const study = entry && !entry.attachment ? studyOf(entry) : undefined;
    if (entry?.attachment) void this.#opened.openAttachment(entry);
    else if (study && this.dicomweb) void this.#opened.openStudy(entryKey, study);
  }

  async #sectionOf(entryKey: string): Promise<RecordSection | undefined> {
    const sections = this.#views.configs.map(({ name }) => name).filter(isOfReader);
    const placeIn = async (section: RecordSection) => this.#owned.store?.look('place', { section, entryKey });
    const places = await Promise.all(sections.map((section) => placeIn(section).catch(() => -1)));
    return sections[places.findIndex((place = -1) => place >= 0)];
  }

  #followPointer(): void {
    if (this.pointer && this.#live.following) void this.#follow(this.pointer);
  }

  async #follow({ section, entryKey, trend }: RecordPointer): Promise<void> {
    if (trend && isOfReader(section)) await this.#results.follow(section, trend);
    await this.goToEntry(section, trend ? undefined : entryKey, { focus: false });
  }

  #entries(): RecordEntry[] {
    const now = this.#view.state;
    return now && !this.#isBlank(now)
      ? this.#views.configs
          .map(({ name }) => name)
          .filter(isOfReader)
          .flatMap((name) => [
            ...(this.#pages.of(name)?.entries ?? []),
            ...this.#results.entries(this.renderRoot),
            ...now.sections[name].entries,
          ])
      : [];
  }

  #say(): Say {
    const locale = this.currentLocale;
    return {
      t: this.#words.words,
      date: preciseDate,
      age: (birthDate) => ageText(birthDate, locale),
      error: (error, retry) => errorNotice(this, error, retry ? { retry } : {}),
      site: (siteId) => this.client?.network.siteName(siteId, locale) ?? siteId,
    };
  }

  #watermark(): string | undefined {
    const now = this.#view.state;
    const { me, site } = this.client?.network.snapshot ?? {};
    if (!now?.share || !me || !['ready', 'loading'].includes(now.status) || this.#isBlank(now)) return undefined;
    return this.#words.words.watermark(me.name, site?.name ?? me.siteId, dateTimeText(this.#openedAt));
  }

  #copied(): Copied | undefined {
    const store = this.#owned.store;
    const now = this.#view.state;
    if (!store || now?.status !== 'ready' || this.#isBlank(now)) return undefined;
    const say = this.#say();
    const { me, site } = this.client?.network.snapshot ?? {};
    const sections = this.#views.configs.flatMap((config) =>
      isOfReader(config.name) ? [{ name: config.name, title: this.#views.title(config, say) }] : [],
    );
    return {
      caseId: this.caseId,
      store,
      say,
      sections,
      ...(this.current && isOfReader(this.current) ? { current: this.current } : {}),
      ...(me ? { person: me.name, site: site?.name ?? me.siteId } : {}),
      watermark: this.#watermark(),
    };
  }

  protected override render() {
    const say = this.#say();
    const now = this.#view.state;
    const status = statusView(
      now,
      this.#isBlank(now),
      say,
      () => void this.#owned.store?.reload().catch(() => undefined),
    );
    const asked = questionView(this.question, say);
    if (!now || status.only)
      return html`<div part="base" class="base">${this.#isBlank(now) ? nothing : asked} ${status.view}</div>`;
    const { reading, parts } = this.#reading.now ?? {};
    const go = (section: RecordSection, key?: string) => void this.goToEntry(section, key);
    const seen = reading?.view(now) ?? now;
    const pane = reading && parts!.largePane(reading, say, go);
    return html`<div part="base" class="base">
      <div class="pinned ${this.#pinned.compact ? 'compact' : ''}">
        ${bannerView(now, say, go, this.#pinned.compact)} ${reading ? parts!.stripView(reading, say) : nothing}
      </div>
      ${asked} ${sourceView(now, say)} ${offlineView(now, say)}
      ${this.#restricted.view(now, 'caseId' in this.#origin(), say)} ${this.#liveView(say)} ${status.view}
      ${reading ? parts!.toolPane(reading, now, say) : html`<div class="tools"></div>`}
      ${
        pane || reading?.isFiltering
          ? nothing
          : guard([now.overview, now.sections, now.news, say.t, reading], () =>
              overviewView(now, say, go, () => void reading?.set({ news: true })),
            )
      }
      <div class="columns">
        ${this.#views.navigation(seen, this.current, say)}
        <div class="sections">
          ${now.status === 'ready' ? this.#copies.view(say) : nothing}
          <p class="print-only">${say.t.printedView}</p>
          ${pane ?? this.#views.view(seen, this.#rows.now, say)}
          ${!pane && now.status === 'ready' ? accountView(now, this.#views.leftOut(now), say) : nothing}
        </div>
      </div>
    </div>`;
  }

  #liveView(say: Say): TemplateResult | typeof nothing {
    const { pointing, pointer, pointerBy: by } = this;
    const config = pointer && this.#views.configs.find(({ name }) => name === pointer.section);
    const at = config && this.#views.title(config, say);
    return this.#live.view({ pointing, at, by, goThere: () => pointer && void this.#follow(pointer) }, say);
  }

  #isBlank(now: Readonly<RecordStoreState> | undefined): 'mismatch' | 'unproven' | undefined {
    if (!now) return undefined;
    if (!this.patientContext) return undefined;
    if (now.patient && patientsAgree(now.patient, this.patientContext)) return undefined;
    return now.status === 'ready' ? 'mismatch' : 'unproven';
  }
}
