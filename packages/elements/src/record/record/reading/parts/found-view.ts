import type { RecordSection } from '@diemcau/fhir';
import type { FoundEntry, MarkedText } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { flagView } from '../../views/flag-view.js';
import type { Say } from '../../views/say.js';
import { valueView } from '../../views/value-view.js';
import type { Finder } from './finder.js';
import type { ReadingMessages } from './reading.messages.js';

/** What a search found, by section, with the words marked; each hit leads to its entry. */
export function foundView(
  finder: Finder,
  say: Say,
  words: ReadingMessages,
  go: (section: RecordSection, entryKey: string) => void,
): TemplateResult {
  const { found, status } = finder;
  const { t } = say;
  return html`<section class="found-all" id="found" aria-labelledby="h-found" tabindex="-1">
    <h3 id="h-found">${words.foundTitle}</h3>
    <p role="status">
      ${status === 'failed' ? words.findFailed : status === 'searching' && !found ? words.finding : found ? words.found(found.count, found.searched) : nothing}
    </p>
    ${
      found && status !== 'failed'
        ? found.sections.map(
            ({ section, count, hits }) =>
              html`<h4>${t.sections[section]} <span class="muted small">${t.entries(count)}</span></h4>
                <ul role="list">
                  ${hits.map((hit) => hitView(hit, section, say, words, go))}
                </ul>
                ${
                  count > hits.length
                    ? finder.all
                      ? html`<p class="muted small">${words.foundFirst(hits.length, count)}</p>`
                      : html`<button type="button" class="button" @click=${() => finder.search(finder.query, true)}>
                          ${words.foundMore(count - hits.length)}
                        </button>`
                    : nothing
                }`,
          )
        : nothing
    }
  </section>`;
}

function hitView(
  { key, title, also, date, value, flags, status, source }: FoundEntry,
  section: RecordSection,
  say: Say,
  words: ReadingMessages,
  go: (section: RecordSection, entryKey: string) => void,
): TemplateResult {
  const { t } = say;
  const name = also && ((words.foundIn as Readonly<Record<string, string>>)[also.of] ?? t.facts[also.of] ?? also.of);
  return html`<li>
    <button type="button" class="jump" data-jump=${key} @click=${() => go(section, key)}>
      <span class="title">${marked(title)}</span> ${valueView(value, say)} ${flagView(flags, say, { key, status })}
      ${also ? html`<span class="text"><span class="muted">${name}:</span> ${marked(also)}</span>` : nothing}
      <span class="date muted">${date ? say.date(date) : t.noDate}</span>
      ${source ? html`<span class="source">${t.elsewhere}: ${source}</span>` : nothing}
    </button>
  </li>`;
}

function marked({ text, marks }: MarkedText): unknown {
  let at = 0;
  const pieces = marks.map(([start, end]) => {
    const piece = html`${text.slice(at, start)}<mark>${text.slice(start, end)}</mark>`;
    at = end;
    return piece;
  });
  return [...pieces, text.slice(at)];
}
