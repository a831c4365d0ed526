import type { RecordSection } from '@diemcau/fhir';
import type {
  DrugList,
  FilteredRecord,
  FilterOptions,
  RecordFilter,
  RecordStore,
  RecordStoreState,
} from '@diemcau/sdk';
import type { LocalizedElement } from '../../../../internal/localized-element.js';
import { MessagesController } from '../../../../internal/messages-controller.js';
import { Finder } from './finder.js';
import { act, type KeyHost } from './keys.js';
import { readingMessages, type ReadingMessages } from './reading.messages.js';
import { styles } from './parts.styles.js';
import { Timeline } from './timeline.js';

/** What the large pane shows. */
export type ReadingPane = 'sections' | 'found' | 'timeline';

type Sections = RecordStoreState['sections'];
/** A section under a filter: `of` is how many entries it has without. */
export type SeenSection = Sections[RecordSection] & { of?: number };

/** Element that a record is read in. */
export type ReadingHost = LocalizedElement & KeyHost;

/** What it is read from. */
export interface Of {
  store(): RecordStore | undefined;
  state(): Readonly<RecordStoreState> | undefined;
  /** Pages that were turned are no longer those of what is shown. */
  turned(): void;
}

const keys: ReadonlySet<string> = new Set(['/', 'f', 'c', 'j', 'k', 'g', 'o', '[', ']', '?']);

/** What a person does to find their way in a record: search, filters, panes, panels. */
export class Reading {
  pane: ReadingPane = 'sections';
  /** Open below the tools. */
  panel?: 'filters' | 'keys';
  filter: RecordFilter = {};
  options?: FilterOptions;
  drugs?: DrugList;
  /** Criteria that could not be applied: the whole is shown, and that is said. */
  failed = false;
  readonly finder: Finder;
  readonly timeline: Timeline;
  query = '';
  readonly #words: MessagesController;
  #afterG = false;
  readonly #host: ReadingHost;
  readonly #of: Of;
  #filtered?: FilteredRecord;
  #asked?: AbortController;
  #sections?: Sections;
  #pagesStore?: { from: RecordStore; store: RecordStore };

  constructor(host: ReadingHost, of: Of) {
    this.#host = host;
    this.#of = of;
    const changed = () => host.requestUpdate();
    this.#words = new MessagesController(host, readingMessages);
    this.finder = new Finder(of.store, changed);
    this.timeline = new Timeline(of.store, () => (this.isFiltering ? this.filter : undefined), changed);
    const root = host.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles.styleSheet!];
  }

  /** The record may be another: what was worked out of it is worked out anew. */
  update(): void {
    const now = this.#of.state();
    if (!now || now.status === 'loading' || now.sections === this.#sections) return;
    this.#sections = now.sections;
    this.options = this.drugs = undefined;
    if (this.isFiltering) void this.set(this.filter);
    if (this.panel === 'filters') void this.#loadOptions();
    if (this.finder.query) this.finder.search(this.finder.query);
    if (this.timeline.page) void this.timeline.restart();
    // What is grouped by substance is worked out of the whole, once it is read.
    if (now.status === 'ready' && now.sections.medications.count > 0) void this.#loadDrugs();
  }

  stop(): void {
    this.#asked?.abort();
  }

  get isFiltering(): boolean {
    return Object.values(this.filter).some(Boolean);
  }

  /** How much of the record is shown under the filter; undefined while it is being worked out. */
  get filtered(): FilteredRecord | undefined {
    return this.#filtered;
  }

  /** A search is about to begin: what it needs is made ready. */
  async warm(): Promise<void> {
    await this.#of
      .store()
      ?.look('find', { query: '', limit: 0 })
      .catch(() => undefined);
  }

  /** Words of what was brought. */
  get words(): ReadingMessages {
    return this.#words.words as ReadingMessages;
  }

  /** Searches the whole record; without words back to its sections. */
  search(query: string): void {
    this.query = query;
    this.finder.search(query);
    if (query.trim()) this.pane = 'found';
    else if (this.pane === 'found') this.pane = 'sections';
    this.#host.requestUpdate();
  }

  /** Keys act where nothing is typed and nobody else has taken them. */
  key(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as HTMLElement;
    const { key } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const isSearch = target.id === 'search';
    if (isSearch && key === 'Escape' && this.query) {
      event.preventDefault();
      return this.search('');
    }
    if (isSearch && key === 'Enter')
      return void this.#host.renderRoot.querySelector<HTMLElement>('#found .jump')?.focus();
    if (target.isContentEditable || target.closest?.('input, textarea, select, dialog, [role=slider], [role=grid]'))
      return;
    if (this.#of.state()?.status !== 'ready') return;
    const after = this.#afterG;
    this.#afterG = !after && key === 'g';
    const entry = key === 'Enter' && target.dataset['key'] !== undefined;
    if (!after && !entry && !keys.has(key) && !(key === 'Escape' && (this.panel || this.pane !== 'sections'))) return;
    event.preventDefault();
    if (key !== 'g' || after) void act(entry ? 'o' : key, after, this, this.#host);
  }

  async show(pane: ReadingPane): Promise<void> {
    this.pane = pane;
    if (pane === 'timeline' && !this.timeline.page) void this.timeline.restart();
    this.#host.requestUpdate();
    await this.#host.updateComplete;
  }

  async open(panel: 'filters' | 'keys' | undefined): Promise<void> {
    this.panel = panel;
    if (panel === 'filters') void this.#loadOptions();
    this.#host.requestUpdate();
    await this.#keepFocus();
    const dialog = this.#host.renderRoot.querySelector<HTMLDialogElement>('#keys');
    if (panel === 'keys' && dialog?.isConnected && !dialog.open) dialog.showModal();
  }

  /** Shows only what meets the criteria. */
  async set(filter: RecordFilter): Promise<void> {
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    this.filter = filter;
    this.failed = false;
    this.#filtered = this.isFiltering ? this.#filtered : undefined;
    this.#of.turned();
    if (this.timeline.page) void this.timeline.restart();
    this.#host.requestUpdate();
    if (!this.isFiltering) return this.#keepFocus();
    try {
      const found = await this.#of.store()?.look('filter', filter, { signal: asked.signal });
      if (asked.signal.aborted) return;
      this.#filtered = found;
    } catch {
      if (asked.signal.aborted) return;
      this.filter = {};
      this.#filtered = undefined;
      this.failed = true;
    }
    this.#of.turned();
    this.#host.requestUpdate();
  }

  /** The record as it is shown: whole, or the sections under the filter. */
  view(now: Readonly<RecordStoreState>): Readonly<RecordStoreState> {
    const found = this.#filtered;
    if (!found || !this.isFiltering) return now;
    const sections = Object.entries(now.sections).map(([name, one]) => {
      const { count, entries } = found.sections[name as RecordSection];
      return [name, { ...one, count, entries, machine: undefined, of: one.count } satisfies SeenSection];
    });
    return { ...now, sections: Object.fromEntries(sections) as Sections };
  }

  /** The store, its pages under the filter. */
  get store(): RecordStore | undefined {
    const from = this.#of.store();
    if (!from) return undefined;
    if (this.#pagesStore?.from !== from) {
      const page: RecordStore['page'] = (section, options) =>
        from.page(section, this.isFiltering ? { ...options, filter: this.filter } : options);
      this.#pagesStore = { from, store: Object.create(from, { page: { value: page } }) as RecordStore };
    }
    return this.#pagesStore.store;
  }

  /** Whoever pressed a control that is gone now stands at the one that brings it back. */
  async #keepFocus(): Promise<void> {
    const root = this.#host.renderRoot as ShadowRoot;
    const was = root.activeElement;
    await this.#host.updateComplete;
    if (was && !root.activeElement) root.querySelector<HTMLElement>('#filters')?.focus();
  }

  async #loadOptions(): Promise<void> {
    const options = await this.#of
      .store()
      ?.look('options', {})
      .catch(() => undefined);
    this.options = options;
    this.#host.requestUpdate();
  }

  async #loadDrugs(): Promise<void> {
    const of = this.#sections;
    const drugs = await this.#of
      .store()
      ?.look('drugs', {})
      .catch(() => undefined);
    if (of !== this.#sections) return;
    this.drugs = drugs;
    this.#host.requestUpdate();
  }
}
