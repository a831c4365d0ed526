import type { RecordSection, SectionState } from '@diemcau/fhir';
import type { OverviewItem, OverviewName, OverviewPart, RecordStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { isReading } from '../is-reading.js';
import { flagView, newsView } from '../views/flag-view.js';
import type { Say } from '../views/say.js';
import { valueView } from '../views/value-view.js';

/** What an expert is asked, and why. */
export interface RecordQuestion {
  question: string;
  /** Why the patient came. */
  reason?: string;
}

/** Parts in the order in which a doctor asks for them. */
const order: readonly OverviewName[] = [
  'problems',
  'medications',
  'vitalSigns',
  'results',
  'imaging',
  'encounters',
  'allergies',
];

/** The question of the case. */
export function questionView(asked: RecordQuestion | undefined, { t }: Say): TemplateResult | typeof nothing {
  if (!asked?.question) return nothing;
  return html`<p part="question" class="asked">
    <strong>${t.question}:</strong> ${asked.question}
    ${asked.reason ? html`<span class="muted">${t.questionReason}: ${asked.reason}</span>` : nothing}
  </p>`;
}

/** The record on one screen: what holds now, and in one line what is missing. Each item leads to its entry. */
export function overviewView(
  { overview, sections, news }: RecordStoreState,
  say: Say,
  go: (section: RecordSection, entryKey?: string) => void,
  onlyNews: () => void,
): TemplateResult | typeof nothing {
  if (!overview) return nothing;
  const { t } = say;
  const { machine } = overview;
  return html`<section part="overview" class="overview" id="overview" aria-labelledby="h-overview" tabindex="-1">
    <h3 id="h-overview" class="visually-hidden">${t.overview}</h3>
    ${
      news?.since && news.count
        ? html`<button type="button" class="jump" id="only-news" @click=${onlyNews}>
            <span class="flag news">${t.newsCount(news.count)}</span>
            <span class="muted">${t.newsSince(say.date(news.since))}</span>
          </button>`
        : nothing
    }
    <div class="parts">
      ${order.map((name) => partView(name, overview[name], sections, say, go))}
      ${
        machine
          ? html`<div class="part machine">
              <h4>
                ${t.machine}
                <span class="muted small">${t.machineUnconfirmed(machine.unconfirmed, machine.count)}</span>
              </h4>
              ${itemsView(machine, say, go)}
            </div>`
          : nothing
      }
    </div>
    ${missingView(sections, say)}
  </section>`;
}

function partView(
  name: OverviewName,
  part: OverviewPart,
  sections: RecordStoreState['sections'],
  say: Say,
  go: (section: RecordSection, entryKey?: string) => void,
): TemplateResult | typeof nothing {
  const { t } = say;
  const section = sections[name];
  // What was said of the section as a whole stands in the line of what is missing.
  if (part.count === 0 && section.count === 0) return nothing;
  const more = part.count - part.items.length;
  const isCut = section.state === 'truncated' && !isReading(section);
  const measured = name === 'vitalSigns' || name === 'results';
  const common = measured
    ? part.items
        .map(({ date }) => date ?? '')
        .sort()
        .at(-1)
    : undefined;
  return html`<div class="part ${name}">
    <h4>
      ${t.overviewParts[name]} ${common ? html`<span class="date">${say.date(common)}</span>` : nothing}
      ${isCut ? html`<span class="state truncated">◐ ${t.states.truncated}</span>` : nothing}
    </h4>
    ${part.count === 0 ? html`<p class="muted small">${isReading(section) ? t.reading : t.overviewNone}</p>` : itemsView(part, say, go, common)}
    ${more > 0 ? html`<button type="button" class="jump all" @click=${() => go(name)}>${t.overviewMore(more)}</button>` : nothing}
  </div>`;
}

function itemsView(
  { items }: OverviewPart,
  say: Say,
  go: (section: RecordSection, entryKey?: string) => void,
  /** Time that the heading says for all that have it. */
  common?: string,
): TemplateResult {
  return html`<ul role="list">
    ${items.map(
      (item) =>
        html`<li>
          <button type="button" class="jump" @click=${() => go(item.section, item.key)}>
            ${itemView(item, say, common)}
          </button>
        </li>`,
    )}
  </ul>`;
}

function itemView(item: OverviewItem, say: Say, common?: string): TemplateResult {
  const { title, value, text, date, endDate, source, flags, news, open } = item;
  const { t } = say;
  const isMachine = flags.includes('machine');
  return html`<span class="title">${title}</span
    >${value ? html` ${valueView(value, say)}${trendView(item, say)}` : nothing}
    ${flagView(isMachine ? flags.filter((flag) => flag !== 'machine') : flags, say, item)} ${newsView(news, say)}
    ${open ? html`<span class="flag">${t.staying}</span>` : nothing}
    ${text ? html`<span class="text">${text}</span>` : nothing}
    ${date && date !== common ? html`<span class="date muted">${value ? say.date(date) : days(date, endDate, say)}</span>` : nothing}
    ${source ? html`<span class="source">${t.elsewhere}: ${source}</span>` : nothing}`;
}

/** Days only: the hour of a diagnosis is in its entry. */
function days(date: string, endDate: string | undefined, say: Say): string {
  const [first, last] = [date, endDate].map((one) => one && say.date(one.slice(0, 10)));
  return last && last !== first ? `${first} – ${last}` : first!;
}

const arrows = { up: '↗', down: '↘', same: '→' } as const;

/** The way since the value before: an arrow and the value itself. */
function trendView({ trend, before }: OverviewItem, say: Say): TemplateResult | typeof nothing {
  if (!trend || !before) return nothing;
  const { t } = say;
  const words = t.trend[trend](before.text, before.date ? say.date(before.date) : t.noDate);
  return html` <span class="trend" title=${words}
    ><span aria-hidden="true">${arrows[trend]} ${before.text}</span><span class="visually-hidden">${words}</span></span
  >`;
}

/** In which states sections are that gave nothing, or not all: never left to be guessed. */
const told: readonly Exclude<SectionState, 'loaded'>[] = ['failed', 'truncated', 'hidden', 'not-provided', 'empty'];

function missingView(sections: RecordStoreState['sections'], { t }: Say): TemplateResult {
  const names = Object.keys(sections).filter((name) => name !== 'patient') as RecordSection[];
  const reading = names.filter((name) => isReading(sections[name]));
  const lines = told.map((state) => ({
    word: t.lacking[state],
    loud: state === 'failed' || state === 'truncated',
    of: names.filter((name) => sections[name].state === state && !reading.includes(name)),
  }));
  return html`<p class="missing">
    ${reading.length ? html`<span>${t.reading}</span>` : nothing}
    ${lines.map(({ word, loud, of }) =>
      of.length
        ? html`<span class=${loud ? 'loud' : ''}
            ><strong>${word}:</strong> ${of.map((name) => t.sections[name]).join(', ')}</span
          > `
        : nothing,
    )}
  </p>`;
}
