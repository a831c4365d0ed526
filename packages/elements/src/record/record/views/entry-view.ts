import type { RecordEntry } from '@diemcau/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { codeWords } from '../code-words.js';
import { flagView, newsView, voiding } from './flag-view.js';
import type { Say } from './say.js';
import { valueView } from './value-view.js';

/** What a view of entries needs of the element. */
export interface EntryActions {
  /** Where the others look. */
  followed?: string;
  /** Narrative and attachment of an entry, with what opens them. */
  extras(entry: RecordEntry): TemplateResult | typeof nothing;
  /** Opens the trend of its values, where they have one. */
  trend?(entry: RecordEntry): TemplateResult | typeof nothing;
  /** What may be done with an entry, in its own line. */
  action(entry: RecordEntry): TemplateResult | typeof nothing;
}

/** Class of an entry where somebody points. */
export function markerOf(key: string, { followed }: EntryActions): string {
  return followed === key ? 'followed' : '';
}

/** Entries as a list: what it is called, what it is not, since when, and its facts. */
export function entryList(entries: readonly RecordEntry[], say: Say, actions: EntryActions): TemplateResult {
  return html`<ul class="entries" role="list">
    ${repeat(
      entries,
      ({ key }) => key,
      (entry) => entryView(entry, say, actions),
    )}
  </ul>`;
}

function entryView(entry: RecordEntry, say: Say, actions: EntryActions): TemplateResult {
  const { key, title, flags, value, parts = [], severity } = entry;
  const isVoid = flags.some((flag) => voiding.has(flag));
  return html`<li part="entry" data-key=${key} class="entry ${isVoid ? 'void' : ''} ${markerOf(key, actions)}">
    <div class="line">
      <span class="title">${title}</span> ${flagView(flags, say, entry)} ${newsView(entry.news, say)}
      ${severity ? html`<span class="severity">${codeWords('severity', severity, say)}</span>` : nothing}
      ${valueView(value, say)}
      ${parts.map((part) => html`<span class="inline-part">${part.title}: ${valueView(part.value, say)} ${flagView(part.flags, say)}</span>`)}
      <span class="date">${whenText(entry, say)} ${actions.action(entry)}</span>
    </div>
    ${factsView(entry, say)} ${sourceView(entry, say)} ${actions.extras(entry)}
  </li>`;
}

/** Further facts, each under its name. */
export function factsView({ facts }: RecordEntry, say: Say): TemplateResult | typeof nothing {
  const { t } = say;
  if (!facts.length) return nothing;
  return html`<dl class="facts">
    ${facts.map(
      ({ key, text }) =>
        html`<div>
          <dt>${t.facts[key] ?? key}</dt>
          <dd>${codeWords(key, text, say)}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Who says so, when it is not the record's own hospital. */
export function sourceView({ source }: RecordEntry, { t }: Say): TemplateResult | typeof nothing {
  return source ? html`<span class="source">${t.elsewhere}: ${source}</span>` : nothing;
}

function whenText({ date, endDate }: RecordEntry, say: Say): string {
  if (!date && !endDate) return say.t.noDate;
  if (!endDate) return say.date(date!);
  return `${date ? say.date(date) : '…'} – ${say.date(endDate)}`;
}
