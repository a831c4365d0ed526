import type { ResultPoint, ResultSheet, ResultSheetRow } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { flagView, voiding } from '../../views/flag-view.js';
import { valueView } from '../../views/value-view.js';
import type { ResultsPanel } from '../results-panel.js';

/** Times side by side. */
const columnsShown = 10;

/** Results as wards keep them on paper: analytes down by group, times across, the newest first. */
export class ResultSheetView {
  readonly #panel: ResultsPanel;
  #sheet?: ResultSheet;
  #failed = false;
  #offset = 0;
  #asked?: AbortController;
  readonly #ticked = new Set<string>();

  constructor(panel: ResultsPanel) {
    this.#panel = panel;
  }

  load(isNew: boolean): void {
    if (isNew) {
      this.#sheet = undefined;
      this.#offset = 0;
      this.#ticked.clear();
    }
    void this.#bring(this.#offset);
  }

  async #bring(offset: number): Promise<void> {
    const { store, section, opened } = this.#panel;
    this.#asked?.abort();
    const { signal } = (this.#asked = new AbortController());
    this.#failed = false;
    try {
      const sheet = await store.results(
        { of: 'sheet', section, offset, columns: columnsShown, abnormal: opened.abnormal },
        { signal },
      );
      if (signal.aborted) return;
      this.#sheet = sheet;
      this.#offset = offset;
    } catch {
      if (signal.aborted) return;
      this.#failed = true;
    }
    this.#panel.requestUpdate();
  }

  view(): TemplateResult {
    const { words: t, opened } = this.#panel;
    if (this.#failed)
      return html`<p class="notice plain attention" role="alert">
        ${t.failed}
        <button type="button" class="button" @click=${() => void this.#bring(this.#offset)}>${t.retry}</button>
      </p>`;
    const sheet = this.#sheet;
    if (!sheet) return html`<p class="muted small" role="status">${t.loading}</p>`;
    if (sheet.groups.length === 0)
      return html`${this.#pager(sheet)}
        <p class="muted" role="status">${opened.abnormal ? t.noneAbnormal : t.none}</p>`;
    return html`${this.#pager(sheet)} ${this.#table(sheet)}
    ${sheet.more ? html`<p class="notice plain attention">${t.moreRows(sheet.more)}</p>` : nothing}`;
  }

  #pager({ columns, newer, older }: ResultSheet): TemplateResult {
    const { words: t, say, change, opened } = this.#panel;
    const span = columns.length ? t.columns(say.date(columns.at(-1)!), say.date(columns[0]!)) : '';
    return html`<div class="row sheet-tools">
      <button
        type="button"
        class="button"
        ?disabled=${newer === 0}
        @click=${() => void this.#bring(Math.max(0, this.#offset - columnsShown))}
      >
        ${t.newer}
      </button>
      <button
        type="button"
        class="button"
        ?disabled=${older === 0}
        @click=${() => void this.#bring(this.#offset + columnsShown)}
      >
        ${t.older}
      </button>
      <span class="muted small" role="status">${span}${older ? `; ${t.olderLeft(older)}` : ''}</span>
      <button
        type="button"
        class="button draw"
        ?disabled=${this.#ticked.size === 0}
        @click=${() => change({ ...opened, mode: 'trend', ids: [...this.#ticked] })}
      >
        ${t.drawTicked(this.#ticked.size)}
      </button>
    </div>`;
  }

  #table({ columns, groups }: ResultSheet): TemplateResult {
    const { words: t, heading, say } = this.#panel;
    return html`<div class="table-scroll sheet-scroll" role="group" tabindex="0" aria-label="${t.sheet}: ${heading}">
      <table class="table sheet">
        <thead>
          <tr>
            <th scope="col" class="name">${t.analyte}</th>
            <th scope="col" class="aside">${t.range}</th>
            ${columns.map((date) => html`<th scope="col" class="when">${stacked(say.date(date))}</th>`)}
          </tr>
        </thead>
        ${groups.map(
          ({ title, rows }) =>
            html`<tbody>
              ${
                groups.length > 1 || title
                  ? html`<tr class="group">
                      <th scope="rowgroup" class="name">${title || t.otherGroup}</th>
                      <td colspan=${columns.length + 1}></td>
                    </tr>`
                  : nothing
              }
              ${rows.map((row) => this.#row(row))}
            </tbody>`,
        )}
      </table>
    </div>`;
  }

  #row(row: ResultSheetRow): TemplateResult {
    const { words: t } = this.#panel;
    const { id, title, unit, range, cells, isPlottable } = row;
    const name = html`${title} ${unit ? html`<span class="unit">${unit}</span>` : nothing}`;
    return html`<tr>
      <th scope="row" class="name">
        ${
          isPlottable
            ? html`<label class="check"
                  ><input
                    type="checkbox"
                    aria-label=${t.tick(title)}
                    .checked=${this.#ticked.has(id)}
                    @change=${(event: Event) => this.#tick(id, (event.target as HTMLInputElement).checked)}
                  />
                  <span aria-hidden="true">${name}</span></label
                ><span class="visually-hidden">${name}</span>`
            : html`<span class="plain">${name}</span>`
        }
        ${range ? html`<span class="range under">${range}</span>` : nothing}
      </th>
      <td class="range aside">${range ?? nothing}</td>
      ${cells.map(
        (cell) =>
          html`<td class="cell">
            ${cell.length ? cell.map((point) => this.#result(point, row)) : html`<span class="visually-hidden">${t.noResult}</span>`}
          </td>`,
      )}
    </tr>`;
  }

  /** Unit and range only where the row does not have them for all. */
  #result({ value, flags, source }: ResultPoint, row: ResultSheetRow): TemplateResult {
    const { say } = this.#panel;
    const isVoid = flags.some((flag) => voiding.has(flag));
    const { unit, ...rest } = value ?? { text: '' };
    const shown = value && (row.unit === unit || unit === undefined ? rest : value);
    return html`<div class=${isVoid ? 'void' : ''}>
      ${valueView(shown, say)} ${flagView(flags, say)}
      ${!row.range && value?.range ? html`<span class="own-range">[${value.range.text}]</span>` : nothing}
      ${source ? html`<span class="source">${source}</span>` : nothing}
    </div>`;
  }

  #tick(id: string, isTicked: boolean): void {
    if (isTicked) this.#ticked.add(id);
    else this.#ticked.delete(id);
    this.#panel.requestUpdate();
  }
}

/** Day above time: narrow columns. */
function stacked(date: string): TemplateResult {
  const [day, time] = date.split(' ');
  return html`${day}${time ? html`<br /><span class="time">${time}</span>` : nothing}`;
}
