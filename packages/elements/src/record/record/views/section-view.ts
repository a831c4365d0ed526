import type { RecordEntry, RecordSection } from '@diemcau/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../../internal/icons.js';
import { isReading } from '../is-reading.js';
import type { SeenSection } from '../reading/parts/reading.js';
import { pageSize, type SectionPages } from '../paging/section-pages.js';
import type { Say } from './say.js';
import { machineBlock } from './machine-block.js';
import { stateSign } from './state-sign.js';

type Section = SeenSection;

/** One section: its state in words first, then its entries, newest first. */
export function sectionView(
  name: RecordSection,
  section: Section,
  options: {
    /** Its heading. */
    title: string;
    say: Say;
    pages: SectionPages;
    /** Draws the entries that are shown. */
    entries: (shown: readonly RecordEntry[]) => unknown;
    /** Stands before its entries. */
    lead?: unknown;
    /** New or changed since the reader last looked. */
    fresh?: number;
    rows: number;
    followed: boolean;
    point?: () => void;
    /** Other ways to look at its entries, and the one that is chosen. */
    choice?: unknown;
    panel?: TemplateResult;
  },
): TemplateResult {
  const { title, say, pages, entries, lead = nothing, fresh, rows, followed, point, choice, panel } = options;
  const { t } = say;
  const page = pages.of(name);
  const all = page?.entries ?? section.entries.slice(0, Math.min(rows, pageSize));
  // What machines made is never mixed among what people did.
  const shown = all.filter(({ flags }) => !flags.includes('machine'));
  const made = all.filter(({ flags }) => flags.includes('machine'));
  const machine =
    page?.query || made.length > (section.machine?.entries.length ?? 0) ? made : (section.machine?.entries ?? []);
  const firstPage = () =>
    html`${page?.query ? foundText(all.length, page.status, page.complete, say) : nothing}
    ${section.of !== undefined && section.count === 0 && section.of > 0 ? html`<p class="muted small">${t.filteredNone(section.of)}</p>` : nothing}
    ${lead}
    ${
      page?.from
        ? html`<p class="found">
            ${t.jumpedTo(page.from + 1, section.count)}
            <button type="button" class="button quiet" @click=${() => pages.toStart(name)}>${t.backToStart}</button>
          </p>`
        : nothing
    }
    ${shown.length ? entries(shown) : nothing} ${machine.length ? machineBlock(machine, entries, say) : nothing}
    ${page?.status === 'failed' ? html`<p class="notice plain attention" role="alert">${t.moreFailed}</p>` : nothing}
    ${moreButton(name, section, (page?.from ?? 0) + shown.length + machine.length, pages, say)}`;
  return html`<section
    part="section"
    class="section ${isReading(section) ? 'reading' : section.state} ${followed ? 'followed' : ''}"
    id=${name}
    aria-labelledby="h-${name}"
    tabindex="-1"
  >
    <header>
      <h3 id="h-${name}">${title}</h3>
      ${stateSign(section, say)}
      ${fresh ? html`<span part="news" class="flag news">${t.newsCount(fresh)}</span>` : nothing}
      ${followed ? html`<span class="here">${t.followed}</span>` : nothing}
      ${
        point
          ? html`<button
              type="button"
              class="button quiet icon point"
              aria-label="${t.point}: ${title}"
              title=${t.point}
              @click=${point}
            >
              ${icons.pointer}
            </button>`
          : nothing
      }
      ${!panel && (section.count > pageSize || page?.query) ? searchField(name, title, page?.query ?? '', pages, say) : nothing}
      ${choice ?? nothing}
    </header>
    ${explanation(section, say)} ${panel ?? firstPage()}
  </section>`;
}

function explanation(section: Section, { t }: Say): TemplateResult | typeof nothing {
  if (isReading(section)) return nothing;
  const { state, reason } = section;
  if (state === 'empty') return reason ? html`<p class="muted small">${reason}</p>` : nothing;
  if (state === 'not-provided') return html`<p class="muted small">${t.notProvidedText}</p>`;
  if (state === 'failed')
    return html`<p class="notice plain attention" role="alert">
      ${reason?.includes('/') === false ? t.failedReason(reason) : html`${t.failedAdvice} ${reason ? html`<code class="muted small">${reason}</code>` : nothing}`}
    </p>`;
  if (state === 'truncated')
    return html`<p class="notice plain attention">${t.states.truncated}${reason ? ` (${reason})` : nothing}</p>`;
  if (state === 'hidden') return html`<p class="notice plain">${t.hiddenText}</p>`;
  return nothing;
}

function searchField(
  name: RecordSection,
  title: string,
  query: string,
  pages: SectionPages,
  { t }: Say,
): TemplateResult {
  return html`<input
    type="search"
    class="input search"
    aria-label="${t.search}: ${title}"
    placeholder=${t.search}
    .value=${query}
    @input=${(event: InputEvent) => void pages.search(name, (event.target as HTMLInputElement).value)}
  />`;
}

function foundText(count: number, status: string, complete: boolean, { t }: Say): TemplateResult {
  const text =
    status === 'loading' ? t.opening : count === 0 ? t.noneFound : complete ? t.found(count) : t.foundMore(count);
  return html`<p class="found" role="status">${text}</p>`;
}

function moreButton(name: RecordSection, section: Section, shown: number, pages: SectionPages, { t }: Say) {
  const page = pages.of(name);
  const left = page?.query ? undefined : section.count - shown;
  const isMore = page ? !page.complete && (left === undefined ? shown > 0 : left > 0) : left! > 0;
  if (!isMore) return nothing;
  const next = left === undefined ? pageSize : Math.min(pageSize, left);
  return html`<button
    type="button"
    class="button more"
    ?disabled=${page?.status === 'loading'}
    @click=${() => void pages.more(name, section.entries)}
  >
    ${t.more(next)}${left === undefined ? nothing : html` <span class="unit">(${t.remaining(left)})</span>`}
  </button>`;
}
