import type { RecordEntry, RecordSection } from '@diemcau/fhir';
import type { RecordStore } from '@diemcau/sdk';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../../../internal/define.js';
import type { Locale } from '../../../internal/locale.js';
import type { EntryActions } from '../views/entry-view.js';
import type { Say } from '../views/say.js';
import { ResultList } from './list/result-list.js';
import { resultsMessages } from './results.messages.js';
import { styles } from './results.styles.js';
import type { ResultsOpened, TrendLook } from './results-open.js';
import { ResultSheetView } from './sheet/result-sheet-view.js';
import { ResultTrend } from './trend/result-trend.js';

/** Registers the panel; its code comes when it is first opened. */
export function defineResultsPanel(): void {
  define('diemcau-record-results', ResultsPanel);
}

/**
 * Results and vital signs beyond the first page. A part of `diemcau-record`: it draws into that element's own tree, under its style
 * and within reach of its pointers.
 * @internal
 */
export class ResultsPanel extends LitElement {
  @property({ attribute: false }) section!: RecordSection;
  @property({ attribute: false }) heading = '';
  @property({ attribute: false }) opened!: ResultsOpened;
  @property({ attribute: false }) store!: RecordStore;
  /** Changes when the record does. */
  @property({ attribute: false }) state?: object;
  @property({ attribute: false }) say!: Say;
  @property({ attribute: false }) actions!: EntryActions;
  @property({ attribute: false }) locale: Locale = 'vi';
  @property({ attribute: false }) change!: (opened: ResultsOpened) => void;
  @property({ attribute: false }) moved?: () => void;

  readonly list = new ResultList(this);
  readonly sheet = new ResultSheetView(this);
  readonly trend = new ResultTrend(this);

  /** Entries that are on screen, for what is done with one. */
  get entries(): readonly RecordEntry[] {
    return this.opened.mode === 'list' ? this.list.loaded : [];
  }

  /** The trend that is looked at, for the others of a talk. */
  get look(): TrendLook | undefined {
    return this.opened.mode === 'trend' ? this.trend.look : undefined;
  }

  get words() {
    return resultsMessages.peek(this.locale)!;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode();
    const sheet = styles.styleSheet;
    if (root instanceof ShadowRoot && sheet && !root.adoptedStyleSheets.includes(sheet))
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!resultsMessages.peek(this.locale)) await resultsMessages.load(this.locale);
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isNew = changed.has('state') || changed.has('store') || changed.has('section');
    if (isNew || changed.has('opened')) this[this.opened.mode].load(isNew);
  }

  protected override render() {
    const { abnormal, mode } = this.opened;
    const { t } = { t: this.words };
    return html`<div class="results-panel ${mode}">
      ${
        mode === 'trend'
          ? nothing
          : html`<div class="row results-tools">
              ${mode === 'list' ? this.list.searchView() : nothing}
              <label class="check"
                ><input
                  type="checkbox"
                  .checked=${abnormal}
                  @change=${() => this.change({ ...this.opened, abnormal: !abnormal })}
                />
                ${t.onlyAbnormal}</label
              >
            </div>`
      }
      ${this[mode].view()}
    </div>`;
  }
}
