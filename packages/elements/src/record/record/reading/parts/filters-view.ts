import type { RecordFilter, RecordNews } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { parseDay } from '../../../../internal/format/parse-day.js';
import type { Say } from '../../views/say.js';
import type { Reading } from './reading.js';
import { daysBack, periods } from './periods.js';
import type { ReadingMessages } from './reading.messages.js';

/** Criteria to choose; what a record has none of is said and cannot be chosen. */
export function filtersView(
  reading: Reading,
  news: RecordNews | undefined,
  say: Say,
  words: ReadingMessages,
): TemplateResult {
  const { filter, options } = reading;
  const { episode } = options ?? {};
  const set = (patch: RecordFilter) => void reading.set({ ...filter, ...patch });
  const toggle = (name: 'active' | 'abnormal' | 'episode' | 'news', label: string, can: boolean, hint?: string) =>
    html`<label class="check">
      <input
        type="checkbox"
        name=${name}
        .checked=${Boolean(filter[name])}
        ?disabled=${!can && !filter[name]}
        @change=${(event: Event) => set({ [name]: (event.target as HTMLInputElement).checked || undefined })}
      />
      <span>${label} ${hint ? html`<span class="muted small">${hint}</span>` : nothing}</span>
    </label>`;
  const stay = episode && [episode.title, stayText(episode, say, words)].join(', ');
  return html`<section class="filters" id="filters-panel" aria-label=${say.t.filters}>
    ${toggle('active', words.onlyActive, true)}
    ${toggle('abnormal', words.onlyAbnormal, options?.abnormal !== 0, options && words.of(options.abnormal))}
    ${toggle('episode', words.onlyEpisode, !options || Boolean(episode), options && (episode ? `${stay} (${words.of(episode.count)})` : words.noEpisode))}
    ${toggle('news', words.onlyNews, Boolean(news?.since && news.count), newsText(news, say, words))}
    <label class="field">
      <span>${words.period}</span>
      <select
        class="input"
        name="period"
        @change=${(event: Event) => set(daysBack((event.target as HTMLSelectElement).value))}
      >
        ${periods.map((name) => html`<option value=${name} ?selected=${periodOf(filter) === name}>${words.periods[name]}</option>`)}
        <option value="own" ?selected=${periodOf(filter) === 'own'} ?disabled=${periodOf(filter) !== 'own'}>
          ${words.ownPeriod}
        </option>
      </select>
    </label>
    ${dayField('from', words.from, filter, say, set)} ${dayField('to', words.to, filter, say, set)}
    <label class="field">
      <span>${words.origin}</span>
      <select
        class="input"
        name="origin"
        @change=${(event: Event) => set({ origin: ((event.target as HTMLSelectElement).value || undefined) as RecordFilter['origin'] })}
      >
        <option value="" ?selected=${!filter.origin}>${words.anyOrigin}</option>
        <option value="own" ?selected=${filter.origin === 'own'}>
          ${words.ownOrigin} ${options ? `(${words.of(options.own)})` : ''}
        </option>
        <option value="elsewhere" ?selected=${filter.origin === 'elsewhere'}>
          ${say.t.elsewhere} ${options ? `(${words.of(options.elsewhere)})` : ''}
        </option>
      </select>
    </label>
    <button type="button" class="button" @click=${() => void reading.open(undefined)}>${say.t.close}</button>
  </section>`;
}

function newsText(news: RecordNews | undefined, say: Say, words: ReadingMessages): string {
  return news?.since ? words.newsSince(news.count, say.date(news.since)) : words.firstLook;
}

function stayText({ date, endDate }: { date?: string; endDate?: string }, say: Say, words: ReadingMessages): string {
  return words.stay(date ? say.date(date) : '…', endDate ? say.date(endDate) : undefined);
}

const periodOf = ({ from, to }: RecordFilter): string =>
  !from && !to ? 'all' : (periods.find((name) => name !== 'all' && daysBack(name).from === from && !to) ?? 'own');

function dayField(
  name: 'from' | 'to',
  label: string,
  filter: RecordFilter,
  say: Say,
  set: (patch: RecordFilter) => void,
): TemplateResult {
  const change = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const day = input.value.trim() ? parseDay(input.value) : undefined;
    input.setAttribute('aria-invalid', String(Boolean(input.value.trim()) && !day));
    if (day || !input.value.trim()) set({ [name]: day });
  };
  return html`<label class="field">
    <span>${label}</span>
    <input
      class="input day"
      name=${name}
      inputmode="numeric"
      placeholder="dd/MM/yyyy"
      .value=${filter[name] ? say.date(filter[name]) : ''}
      @change=${change}
    />
  </label>`;
}

/** What is left out, always in sight: a filtered view never looks like the whole record. */
export function stripView(reading: Reading, say: Say): TemplateResult | typeof nothing {
  const { filter, filtered, failed, words } = reading;
  if (failed) return html`<p class="notice plain attention" role="alert">${words.filterFailed}</p>`;
  if (!reading.isFiltering) return nothing;
  const said = [
    filter.active && words.onlyActive,
    filter.abnormal && words.onlyAbnormal,
    filter.episode && words.onlyEpisode,
    filter.news && words.onlyNews,
    (filter.from || filter.to) && words.range(filter.from && say.date(filter.from), filter.to && say.date(filter.to)),
    filter.origin && (filter.origin === 'own' ? words.ownOrigin : say.t.elsewhere),
  ].filter(Boolean);
  return html`<div class="strip" part="filter-strip">
    <p role="status">
      <strong>${words.filtering}:</strong> ${said.join(' · ')}:
      <strong class="number">${filtered ? words.shownOf(filtered.count, filtered.total) : words.filteringNow}</strong>
      ${filtered?.undated ? html`<span>${words.undated(filtered.undated)}</span>` : nothing}
    </p>
    <button type="button" class="button" id="clear-filters" @click=${() => void reading.set({})}>
      ${words.clearFilters}
    </button>
  </div>`;
}
