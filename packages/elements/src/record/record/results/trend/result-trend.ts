import type { ResultAnalyte, ResultPoint, ResultSeries } from '@diemcau/sdk';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { dateTimeText } from '../../../../internal/format/date-time-text.js';
import { matchesText } from '../../../../internal/matches-text.js';
import { flagView, voiding } from '../../views/flag-view.js';
import { valueView } from '../../views/value-view.js';
import type { TrendChart } from '../chart/trend-chart.js';
import type { TrendLook } from '../results-open.js';
import type { ResultsPanel } from '../results-panel.js';
import { ChartMoves } from './chart-moves.js';
import { pointText } from './point-text.js';

/** Analytes in one chart. */
const mostSeries = 8;
/** Analytes chosen when nobody asked for one. */
const firstSeries = 3;
/** Rows of the table at first, and with each "show more". */
const tableStep = 20;

/** Several analytes over one time: as a chart whose points can be walked, and the same as a table. */
export class ResultTrend implements ReactiveController {
  readonly #panel: ResultsPanel;
  readonly #place = createRef<HTMLElement>();
  readonly #moves: ChartMoves;
  #analytes?: readonly ResultAnalyte[];
  #series?: readonly ResultSeries[];
  #drawn?: readonly ResultSeries[];
  #chart?: TrendChart;
  #chosen?: { series: ResultSeries; point: ResultPoint };
  #status: 'loading' | 'ready' | 'failed' = 'loading';
  #isUndrawable = false;
  #asked?: AbortController;
  #filter = '';
  #rows = tableStep;
  #span?: [from: number, to: number];
  #scheme?: MutationObserver;
  readonly #forced = matchMedia('(forced-colors: active)');

  constructor(panel: ResultsPanel) {
    this.#panel = panel;
    this.#moves = new ChartMoves(() => this.#chart, {
      step: (by) => this.#step(by),
      other: (by) => this.#other(by),
    });
    panel.addController(this);
  }

  hostConnected(): void {
    this.#forced.addEventListener('change', this.#restyle);
    const root = this.#panel.getRootNode();
    if (!(root instanceof ShadowRoot)) return;
    this.#scheme = new MutationObserver(this.#restyle);
    this.#scheme.observe(root.host, { attributeFilter: ['dark', 'style', 'class'] });
  }

  hostDisconnected(): void {
    this.#forced.removeEventListener('change', this.#restyle);
    this.#scheme?.disconnect();
    this.#asked?.abort();
    this.#leave();
  }

  hostUpdated(): void {
    const place = this.#panel.opened.mode === 'trend' ? this.#place.value : undefined;
    if (!place || !this.#series) this.#leave();
    else if (this.#drawn !== this.#series) void this.#draw(place, this.#series);
  }

  load(isNew: boolean): void {
    if (isNew) this.#analytes = this.#series = undefined;
    const { ids } = this.#panel.opened;
    // What was asked for by its row is ticked once it is here: the same series.
    if (ids && this.#series?.map(({ id }) => id).join() === ids.join()) return;
    void this.#bring();
  }

  /** What is shown, and when. */
  get look(): TrendLook {
    const [from, to] = this.#span ?? [];
    const { ids = [] } = this.#panel.opened;
    return { ids, ...(from === undefined || to === undefined ? {} : { from, to }) };
  }

  async #bring(): Promise<void> {
    const { store, section, opened, change } = this.#panel;
    this.#asked?.abort();
    const { signal } = (this.#asked = new AbortController());
    this.#status = 'loading';
    try {
      const analytes = this.#analytes ?? store.results({ of: 'analytes' }, { signal });
      const { ids, entryKey } = opened;
      const [all, series] = await Promise.all([
        analytes,
        store.results(
          ids || entryKey === undefined
            ? { of: 'series', ids: ids ?? usualOf(await analytes, section) }
            : { of: 'series', entryKey },
          { signal },
        ),
      ]);
      if (signal.aborted) return;
      this.#analytes = all;
      this.#series = series;
      this.#status = 'ready';
      this.#rows = tableStep;
      const [first] = series;
      const point = first?.points.filter(({ at }) => at !== undefined).at(-1);
      this.#chosen = first && point ? { series: first, point } : undefined;
      // From now on what is ticked says what is shown.
      if (!opened.ids) change({ ...opened, ids: series.map(({ id }) => id) });
    } catch {
      if (signal.aborted) return;
      this.#status = 'failed';
    }
    this.#panel.requestUpdate();
  }

  async #draw(place: HTMLElement, series: readonly ResultSeries[]): Promise<void> {
    this.#drawn = series;
    this.#isUndrawable = false;
    try {
      const { TrendChart, chartSheet } = await import('../chart/trend-chart.js');
      if (this.#drawn !== series || !place.isConnected) return;
      const root = place.getRootNode();
      if (root instanceof ShadowRoot && chartSheet && !root.adoptedStyleSheets.includes(chartSheet))
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, chartSheet];
      this.#chart ??= new TrendChart(place, {
        near: (chosen) => this.#choose(chosen.series, chosen.point),
        moved: (from, to) => {
          this.#span = [from, to];
          this.#panel.moved?.();
          this.#panel.requestUpdate();
        },
      });
      this.#moves.follow(place);
      this.#chart.show(series);
      const { span } = this.#panel.opened;
      if (span) this.#chart.look(...span);
      this.#chart.choose(this.#chosen?.point);
    } catch {
      // Without its chart the table still says everything.
      this.#isUndrawable = true;
      this.#panel.requestUpdate();
    }
  }

  #leave(): void {
    this.#moves.leave();
    this.#chart?.destroy();
    this.#chart = undefined;
    this.#drawn = undefined;
  }

  readonly #restyle = () => this.#chart?.restyle();

  #choose(series: ResultSeries, point: ResultPoint): void {
    if (this.#chosen?.point === point) return;
    this.#chosen = { series, point };
    this.#chart?.choose(point);
    this.#panel.requestUpdate();
  }

  /** The next result of the series in hand; beyond all: the last one. */
  #step(by: number): void {
    const series = this.#chosen?.series ?? this.#series?.[0];
    if (!series) return;
    const { points } = series;
    const at = this.#chosen ? points.indexOf(this.#chosen.point) : -1;
    const point = points[Math.min(points.length - 1, Math.max(0, at + by))];
    if (point) this.#choose(series, point);
  }

  /** The result of another series that is nearest in time. */
  #other(by: number): void {
    const all = this.#series ?? [];
    const now = this.#chosen;
    const series = all[(all.indexOf(now?.series as ResultSeries) + by + all.length) % all.length];
    if (!series) return;
    const far = ({ at }: ResultPoint) => Math.abs((at ?? Infinity) - (now?.point.at ?? 0));
    const [nearest] = [...series.points].sort((one, other) => far(one) - far(other));
    if (nearest) this.#choose(series, nearest);
  }

  view(): TemplateResult {
    const { words: t } = this.#panel;
    if (this.#status === 'failed')
      return html`<p class="notice plain attention" role="alert">
        ${t.failed} <button type="button" class="button" @click=${() => void this.#bring()}>${t.retry}</button>
      </p>`;
    const series = this.#series;
    if (!series || !this.#analytes) return html`<p class="muted small" role="status">${t.loading}</p>`;
    if (this.#analytes.length === 0 && series.length === 0)
      return html`<p class="muted" role="status">${t.nothingToDraw}</p>`;
    return html`<div class="trend">
      ${this.#chooser(this.#analytes)}
      ${
        series.length === 0
          ? html`<p class="muted" role="status">${t.chooseFirst}</p>`
          : html`${this.#legend(series)} ${this.#figure(series)} ${this.#table(series)}`
      }
    </div>`;
  }

  #chooser(analytes: readonly ResultAnalyte[]): TemplateResult {
    const { words: t, opened } = this.#panel;
    const ids = opened.ids ?? [];
    const shown = analytes.filter(({ title }) => matchesText(title, this.#filter)).slice(0, 200);
    return html`<details class="chooser">
      <summary>${t.choose(ids.length)}</summary>
      ${
        analytes.length > 12
          ? html`<input
              type="search"
              class="input"
              aria-label=${t.chooseSearch}
              placeholder=${t.chooseSearch}
              .value=${this.#filter}
              @input=${(event: InputEvent) => {
                this.#filter = (event.target as HTMLInputElement).value;
                this.#panel.requestUpdate();
              }}
            />`
          : nothing
      }
      ${ids.length >= mostSeries ? html`<p class="small" role="status">${t.tooMany(mostSeries)}</p>` : nothing}
      <ul role="list">
        ${shown.map(({ id, title, unit, numbers }) => {
          const isTicked = ids.includes(id);
          return html`<li>
            <label class="check"
              ><input
                type="checkbox"
                .checked=${isTicked}
                ?disabled=${!isTicked && ids.length >= mostSeries}
                @change=${() => this.#tick(id, !isTicked)}
              />
              <span>${title} ${unit ? html`<span class="unit">${unit}</span>` : nothing}</span>
              <span class="muted small">${t.times(numbers)}</span></label
            >
          </li>`;
        })}
      </ul>
    </details>`;
  }

  #tick(id: string, isTicked: boolean): void {
    const { opened, change } = this.#panel;
    const ids = (opened.ids ?? []).filter((one) => one !== id);
    change({ ...opened, ids: isTicked ? [...ids, id] : ids });
  }

  #legend(series: readonly ResultSeries[]): TemplateResult {
    const { words: t } = this.#panel;
    return html`<ul class="legend" role="list" aria-label=${t.legend}>
      ${series.map(({ title, unit, range, points, older }) => {
        const ranges = new Set(points.flatMap(({ value }) => value?.range?.text ?? []));
        const band = range ? t.normalBand(range.text) : t.noBand;
        return html`<li>
          <strong>${title}</strong> ${unit ? html`<span class="unit">${unit}</span>` : nothing}
          <span class="muted small"
            >${band}${ranges.size > 1 ? ` (${t.changingBand})` : ''}${older ? `; ${t.olderLeftOut(older)}` : ''}</span
          >
        </li>`;
      })}
    </ul>`;
  }

  #figure(series: readonly ResultSeries[]): TemplateResult {
    const { words: t, say } = this.#panel;
    const drawable = series.some(({ points }) => points.some(({ number }) => number !== undefined));
    if (!drawable) return html`<p class="muted" role="status">${t.nothingToDraw}</p>`;
    if (this.#isUndrawable) return html`<p class="notice plain attention" role="alert">${t.chartFailed}</p>`;
    const chosen = this.#chosen;
    const points = chosen?.series.points ?? [];
    const at = chosen ? points.indexOf(chosen.point) + 1 : 0;
    const text = chosen ? pointText(chosen.series, chosen.point, say, t) : '';
    const unplotted = series.flatMap(({ points }) => points).filter(({ number }) => number === undefined).length;
    const [from, to] = this.#span ?? [];
    const tool = (word: string, sign: string, act: () => void) =>
      html`<button type="button" class="button icon" aria-label=${word} title=${word} @click=${act}>
        <span aria-hidden="true">${sign}</span>
      </button>`;
    return html`<div class="row chart-tools">
        ${tool(t.zoomIn, '+', () => this.#chart?.zoom(0.5))} ${tool(t.zoomOut, '−', () => this.#chart?.zoom(2))}
        ${tool(t.earlier, '←', () => this.#chart?.pan(-0.5))} ${tool(t.later, '→', () => this.#chart?.pan(0.5))}
        <button type="button" class="button" @click=${() => this.#chart?.whole()}>${t.wholeTime}</button>
        <span class="muted small span">${from && to ? t.span(dateTimeText(from), dateTimeText(to)) : nothing}</span>
      </div>
      <div
        class="chart"
        role="slider"
        tabindex="0"
        aria-label=${t.chart}
        aria-describedby="chart-help"
        aria-valuemin=${points.length ? 1 : 0}
        aria-valuemax=${points.length}
        aria-valuenow=${at}
        aria-valuetext="${text}${at ? `, ${t.position(at, points.length)}` : ''}"
        ${ref(this.#place)}
      ></div>
      <p class="readout">${text}</p>
      <p class="muted small shapes">
        <span>● ${t.keyShapes.normal}</span> <span>▲ ${t.keyShapes.high}</span> <span>▼ ${t.keyShapes.low}</span>
        <span>◎ ${t.keyShapes.critical}</span> <span>○ ${t.keyShapes.preliminary}</span>
        <span>□ ${t.keyShapes.unplotted}</span>
      </p>
      ${unplotted ? html`<p class="small not-drawn">${t.notDrawn(unplotted)}</p>` : nothing}
      <p class="muted small" id="chart-help">${t.chartHelp}</p>`;
  }

  #table(series: readonly ResultSeries[]): TemplateResult {
    const { words: t, say } = this.#panel;
    const rows = series
      .flatMap((one) => one.points.map((point) => ({ one, point })))
      .sort((one, other) => (other.point.at ?? -Infinity) - (one.point.at ?? -Infinity) || 0);
    const left = rows.length - this.#rows;
    return html`<details class="chart-data" open>
      <summary>${t.dataTable}</summary>
      <div class="table-scroll" role="group" tabindex="0" aria-label=${t.dataTable}>
        <table class="table results trend-data">
          <thead>
            <tr>
              <th scope="col">${t.analyte}</th>
              <th scope="col">${t.columnValue}</th>
              <th scope="col">${t.range}</th>
              <th scope="col">${t.columnDate}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.slice(0, this.#rows).map(
              ({ one, point }) =>
                html`<tr class=${point.flags.some((flag) => voiding.has(flag)) ? 'void' : ''}>
                  <th scope="row">
                    <span class="title">${one.title}</span> ${flagView(point.flags, say)}
                    ${
                      point.unplotted && point.unplotted !== 'withdrawn'
                        ? html`<span class="small muted">${t.unplotted[point.unplotted]}</span>`
                        : nothing
                    }
                    ${point.source ? html`<span class="source">${say.t.elsewhere}: ${point.source}</span>` : nothing}
                  </th>
                  <td>${valueView(point.value, say)}</td>
                  <td class="range" data-of=${t.range}>${point.value?.range?.text ?? nothing}</td>
                  <td class="date">${point.date ? say.date(point.date) : say.t.noDate}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        left > 0
          ? html`<button
              type="button"
              class="button"
              @click=${() => {
                this.#rows += tableStep;
                this.#panel.requestUpdate();
              }}
            >
              ${t.showMore(Math.min(left, tableStep))}
            </button>`
          : nothing
      }
    </details>`;
  }
}

/** The newest of a section that can be a line. */
function usualOf(analytes: readonly ResultAnalyte[], section: string): string[] {
  const own = analytes.filter((one) => one.section === section && one.numbers > 1);
  return own.slice(0, firstSeries).map(({ id }) => id);
}
