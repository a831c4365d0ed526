import type { RecordEntry } from '@diemcau/fhir';
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import { numberText } from '../../../../internal/format/number-text.js';
import { styleProperties } from '../../../../internal/style-properties.js';
import { resultHead, resultRows } from '../../views/result-table.js';
import type { ResultsPanel } from '../results-panel.js';
import { PagedRows } from './paged-rows.js';

/** Height of a row before it was measured, px. */
const usualHeight = 34;
/** Rows beyond what is in sight, on each side. */
const overscan = 6;

/**
 * The whole list in a box that scrolls by itself: only the rows in sight are in the document, in a real table whose rows tell their
 * number. What has the focus stays, wherever the list is scrolled to.
 */
export class ResultList implements ReactiveController {
  readonly #panel: ResultsPanel;
  readonly #box = createRef<HTMLElement>();
  #rows?: PagedRows;
  #virtualizer?: Virtualizer<HTMLElement, HTMLElement>;
  #query = '';
  #focused?: number;

  constructor(panel: ResultsPanel) {
    this.#panel = panel;
    panel.addController(this);
  }

  get loaded(): readonly RecordEntry[] {
    return this.#rows?.loaded ?? [];
  }

  hostDisconnected(): void {
    this.#rows?.stop();
    this.#virtualizer?._didMount()();
    this.#virtualizer = undefined;
  }

  hostUpdated(): void {
    if (this.#panel.opened.mode !== 'list' || !this.#box.value) {
      this.#virtualizer?._didMount()();
      this.#virtualizer = undefined;
      return;
    }
    const virtualizer = this.#virtualizer;
    virtualizer?._willUpdate();
    for (const body of this.#box.value.querySelectorAll<HTMLElement>('tbody[data-index]'))
      virtualizer?.measureElement(body);
  }

  /** Begins the list anew. */
  load(): void {
    const { store, section, opened } = this.#panel;
    this.#rows?.stop();
    this.#rows = new PagedRows(store, { section, query: this.#query, abnormal: opened.abnormal }, () =>
      this.#panel.requestUpdate(),
    );
    this.#focused = undefined;
    this.#virtualizer?._didMount()();
    this.#virtualizer = undefined;
    if (this.#box.value) this.#box.value.scrollTop = 0;
    this.#rows.need([0]);
  }

  searchView(): TemplateResult {
    const { words, heading } = this.#panel;
    return html`<input
      type="search"
      class="input search"
      aria-label="${words.search}: ${heading}"
      placeholder=${words.search}
      .value=${this.#query}
      @input=${(event: InputEvent) => {
        this.#query = (event.target as HTMLInputElement).value.trim();
        this.load();
        this.#panel.requestUpdate();
      }}
    />`;
  }

  view(): TemplateResult {
    const { words: t, locale, opened } = this.#panel;
    const rows = this.#rows;
    if (rows?.failed)
      return html`<p class="notice plain attention" role="alert">
        ${t.failed} <button type="button" class="button" @click=${() => rows.retry()}>${t.retry}</button>
      </p>`;
    const total = rows?.total;
    const said =
      total === undefined
        ? t.loading
        : total > 0
          ? t.listed(numberText(total, locale))
          : opened.abnormal && this.#query === ''
            ? t.noneAbnormal
            : t.none;
    return html`<p class="muted small" role="status">${said}</p>
      ${rows && total ? this.#table(rows, total) : nothing}`;
  }

  #table(rows: PagedRows, total: number): TemplateResult {
    const { say, heading, words: t, locale } = this.#panel;
    const items = this.#items(total);
    rows.need(items.map(({ index }) => index));
    let end = 0;
    const bodies: { key: unknown; view: TemplateResult }[] = [];
    for (const { index, start, size } of items) {
      if (start > end) bodies.push({ key: `gap ${index}`, view: gap(start - end) });
      bodies.push({ key: index, view: this.#body(rows, index) });
      end = start + size;
    }
    const left = (this.#virtualizer?.getTotalSize() ?? 0) - end;
    return html`<div
        class="results-scroll"
        role="group"
        tabindex="0"
        aria-label=${heading}
        ${ref(this.#box)}
        @focusin=${this.#keepFocused}
        @focusout=${() => (this.#focused = undefined)}
      >
        <table class="table results" aria-rowcount=${rows.lines + 1}>
          ${resultHead(say, 1)}
          ${repeat(
            bodies,
            ({ key }) => key,
            ({ view }) => view,
          )}
          ${left > 0 ? gap(left) : nothing}
        </table>
      </div>
      <p class="print-note">${t.notPrinted(numberText(total - items.length, locale))}</p>`;
  }

  readonly #keepFocused = (event: FocusEvent) => {
    const body = (event.target as Element).closest<HTMLElement>('tbody[data-index]');
    this.#focused = body ? Number(body.dataset['index']) : undefined;
  };

  #items(total: number) {
    this.#virtualizer ??= new Virtualizer<HTMLElement, HTMLElement>({
      count: total,
      getScrollElement: () => this.#box.value ?? null,
      estimateSize: () => usualHeight,
      overscan,
      useAnimationFrameWithResizeObserver: true,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      rangeExtractor: (range) => {
        const indexes = defaultRangeExtractor(range);
        const focused = this.#focused;
        if (focused === undefined || indexes.includes(focused)) return indexes;
        return [...indexes, focused].sort((one, other) => one - other);
      },
      onChange: () => this.#panel.requestUpdate(),
      // Until the box is there to be measured.
      initialRect: { width: 800, height: 600 },
    });
    const virtualizer = this.#virtualizer;
    if (virtualizer.options.count !== total) virtualizer.setOptions({ ...virtualizer.options, count: total });
    return virtualizer.getVirtualItems();
  }

  #body(rows: PagedRows, index: number): TemplateResult {
    const { say, actions, words: t } = this.#panel;
    const found = rows.at(index);
    return html`<tbody data-index=${index}>
      ${
        found
          ? resultRows(found.entry, say, actions, found.line + 2)
          : html`<tr class="pending">
              <td colspan="4" class="muted">${t.pendingRow}</td>
            </tr>`
      }
    </tbody>`;
  }
}

/** Room of the rows that are not there. */
function gap(height: number): TemplateResult {
  return html`<tbody class="gap" aria-hidden="true">
    <tr>
      <td colspan="4" ${styleProperties({ 'block-size': `${height}px` })}></td>
    </tr>
  </tbody>`;
}
