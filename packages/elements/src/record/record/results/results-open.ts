import type { RecordEntry, RecordSection } from '@diemcau/fhir';
import type { Pointer, RecordStore } from '@diemcau/sdk';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Locale } from '../../../internal/locale.js';
import type { EntryActions } from '../views/entry-view.js';
import type { Say } from '../views/say.js';

/** How results are looked at beyond the first page: the whole list, a sheet of times, a trend. */
export type ResultsMode = 'list' | 'sheet' | 'trend';

/** What the panel of a section shows. */
export interface ResultsOpened {
  mode: ResultsMode;
  /** Only what is beyond its normal. */
  abnormal: boolean;
  /** The entry whose trend was asked for. */
  entryKey?: string;
  /** Analytes of the trend. */
  ids?: readonly string[];
  /** The time that the trend is to show, epoch ms. */
  span?: readonly [from: number, to: number];
}

/** The trend that somebody looks at. */
export type TrendLook = NonNullable<Extract<Pointer, { of: 'record' }>['trend']>;

/** Sections of measured values. */
export const isMeasured = (section: RecordSection): boolean => section === 'results' || section === 'vitalSigns';

/** The panels that are open, by section; their code comes with the first one. */
export class ResultsOpen {
  readonly #host: ReactiveControllerHost;
  readonly #open = new Map<RecordSection, ResultsOpened>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  forget(): void {
    this.#open.clear();
  }

  of(section: RecordSection): ResultsOpened | undefined {
    return this.#open.get(section);
  }

  async show(section: RecordSection, opened: ResultsOpened | undefined): Promise<void> {
    if (opened) (await import('./results-panel.js')).defineResultsPanel();
    if (opened) this.#open.set(section, opened);
    else this.#open.delete(section);
    this.#host.requestUpdate();
  }

  /** Shows the trend of an entry's results. */
  trend(section: RecordSection, entryKey: string): () => void {
    return () => void this.show(section, { mode: 'trend', abnormal: false, entryKey });
  }

  /** The trend that is open in a section, with the time in sight. */
  trendOf(section: string, root: ParentNode): TrendLook | undefined {
    return [
      ...root.querySelectorAll<HTMLElement & { section: string; look?: TrendLook }>('diemcau-record-results'),
    ].find((panel) => panel.section === section)?.look;
  }

  /** Shows the trend that another looks at. */
  follow(section: RecordSection, { ids, from, to }: TrendLook): Promise<void> {
    const span = from !== undefined && to !== undefined ? { span: [from, to] as const } : {};
    return this.show(section, { mode: 'trend', abnormal: false, ids, ...span });
  }

  /** Entries that panels have on screen. */
  entries(root: ParentNode): readonly RecordEntry[] {
    return [
      ...root.querySelectorAll<HTMLElement & { entries: readonly RecordEntry[] }>('diemcau-record-results'),
    ].flatMap(({ entries }) => entries);
  }

  /** The choice of views, in the head of a section of measured values that has more than one. */
  choice(section: RecordSection, title: string, count: number, { t }: Say): TemplateResult | typeof nothing {
    if (!isMeasured(section) || count < 2) return nothing;
    const now = this.#open.get(section);
    const abnormal = now?.abnormal ?? false;
    const button = (mode: ResultsMode | 'first', pressed: boolean, opened: ResultsOpened | undefined) =>
      html`<button
        type="button"
        class="button quiet view"
        aria-pressed=${pressed}
        @click=${() => void this.show(section, opened)}
      >
        ${t.resultViews[mode]}
      </button>`;
    return html`<div class="views" role="group" aria-label="${t.resultViews.label}: ${title}">
      ${button('first', !now, undefined)}
      ${(['list', 'sheet', 'trend'] as const).map((mode) => button(mode, now?.mode === mode, { mode, abnormal }))}
    </div>`;
  }

  /** The panel in place of the first page, when one is open. */
  panel(
    section: RecordSection,
    options: {
      title: string;
      store: RecordStore;
      /** Changes when the record does. */
      state: object;
      say: Say;
      actions: EntryActions;
      locale: Locale;
      /** The trend shows another time. */
      moved: () => void;
    },
  ): TemplateResult | undefined {
    const opened = this.#open.get(section);
    return (
      opened &&
      html`<diemcau-record-results
        .section=${section}
        .heading=${options.title}
        .opened=${opened}
        .store=${options.store}
        .state=${options.state}
        .say=${options.say}
        .actions=${options.actions}
        .locale=${options.locale}
        .moved=${options.moved}
        .change=${(next: ResultsOpened) => void this.show(section, next)}
      ></diemcau-record-results>`
    );
  }
}
