import type { RecordSection } from '@diemcau/fhir';
import type { TimelineGroup, TimelineItem, TimelineKind } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { flagView, newsView } from '../../views/flag-view.js';
import type { Say } from '../../views/say.js';
import { valueView } from '../../views/value-view.js';
import type { ReadingMessages } from './reading.messages.js';
import type { Timeline } from './timeline.js';

/** What happened, newest first, by stay and month; each item leads to its entry. */
export function timelineView(
  timeline: Timeline,
  say: Say,
  words: ReadingMessages,
  go: (section: RecordSection, entryKey: string) => void,
): TemplateResult {
  const { page, status, kinds } = timeline;
  const chips = page ? (Object.entries(page.kinds) as [TimelineKind, number][]).filter(([, count]) => count > 0) : [];
  const toggle = (kind: TimelineKind) =>
    void timeline.choose(kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]);
  const shown = page?.groups.reduce((sum, { items }) => sum + items.length, 0) ?? 0;
  return html`<section class="timeline" id="timeline-pane" aria-labelledby="h-timeline" tabindex="-1">
    <h3 id="h-timeline">${say.t.timeline}</h3>
    <div class="chips" role="group" aria-label=${words.kindsShown}>
      ${chips.map(
        ([kind, count]) =>
          html`<button
            type="button"
            class="button"
            aria-pressed=${kinds.includes(kind) ? 'true' : 'false'}
            @click=${() => toggle(kind)}
          >
            ${words.kinds[kind]} <span class="unit">${count}</span>
          </button>`,
      )}
    </div>
    <p class="muted small" role="status">
      ${status === 'failed' ? words.timelineFailed : page ? words.timelineOf(shown, page.count, kinds.length > 0) : words.timelineLoading}
    </p>
    <p class="muted small">${words.timelineWhat}</p>
    ${page?.groups.map(
      ({ group, items }) =>
        html`<h4>${groupTitle(group, say, words)}</h4>
          <ol role="list" class="line-of-time">
            ${items.map((item) => itemView(item, say, words, go))}
          </ol>`,
    )}
    ${
      page && shown < page.count
        ? html`<button
            type="button"
            class="button more"
            ?disabled=${status === 'loading'}
            @click=${() => void timeline.more()}
          >
            ${say.t.more(Math.min(40, page.count - shown))}
            <span class="unit">(${say.t.remaining(page.count - shown)})</span>
          </button>`
        : nothing
    }
  </section>`;
}

function groupTitle(group: TimelineGroup, say: Say, words: ReadingMessages): unknown {
  if (group.of === 'month') return group.month ? words.month(say.date(group.month)) : say.t.noDate;
  const { title, date, endDate, source } = group;
  return html`${title}
    <span class="muted">${words.stay(date ? say.date(date) : '…', endDate ? say.date(endDate) : undefined)}</span>
    ${source ? html`<span class="source">${say.t.elsewhere}: ${source}</span>` : nothing}`;
}

function itemView(
  { key, section, kind, title, date, endDate, text, value, flags, status, source, news }: TimelineItem,
  say: Say,
  words: ReadingMessages,
  go: (section: RecordSection, entryKey: string) => void,
): TemplateResult {
  return html`<li>
    <button type="button" class="jump" data-jump=${key} @click=${() => go(section, key)}>
      <span class="date muted"
        >${date ? say.date(date) : say.t.noDate}${endDate ? html` – ${say.date(endDate)}` : nothing}</span
      >
      <span class="kind">${words.kinds[kind]}</span>
      <span class="title">${title}</span> ${value ? valueView(value, say) : nothing}
      ${flagView(flags, say, { key, status })} ${newsView(news, say)}
      ${text ? html`<span class="text">${text}</span>` : nothing}
      ${source ? html`<span class="source">${say.t.elsewhere}: ${source}</span>` : nothing}
    </button>
  </li>`;
}
