import type { RecordEntry } from '@diemcau/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { flagView, newsView, voiding } from './flag-view.js';
import type { EntryActions } from './entry-view.js';
import { markerOf, factsView, sourceView } from './entry-view.js';
import type { Say } from './say.js';
import { valueView } from './value-view.js';

/** Results and vital signs: value with unit, range and mark; the members of a panel below it. */
export function resultTable(
  label: string,
  entries: readonly RecordEntry[],
  say: Say,
  actions: EntryActions,
): TemplateResult {
  return html`<div class="table-scroll" role="group" tabindex="0" aria-label=${label}>
    <table class="table results">
      ${resultHead(say)}
      <tbody>
        ${repeat(
          entries,
          ({ key }) => key,
          (entry) => resultRows(entry, say, actions),
        )}
      </tbody>
    </table>
  </div>`;
}

/** Head of a table of results; `line`: its number where not all rows are in the document. */
export function resultHead({ t }: Say, line?: number): TemplateResult {
  return html`<thead>
    <tr aria-rowindex=${line ?? nothing}>
      <th scope="col">${t.columnName}</th>
      <th scope="col">${t.columnValue}</th>
      <th scope="col">${t.columnRange}</th>
      <th scope="col">${t.columnDate}</th>
    </tr>
  </thead>`;
}

/** Rows of an entry and its parts; `line`: number of the first where not all rows are in the document. */
export function resultRows(entry: RecordEntry, say: Say, actions: EntryActions, line?: number): TemplateResult {
  const { key, title, value, parts = [], flags, date } = entry;
  const isVoid = flags.some((flag) => voiding.has(flag));
  return html`<tr
      data-key=${key}
      aria-rowindex=${line ?? nothing}
      class="${isVoid ? 'void' : ''} ${markerOf(key, actions)}"
    >
      <th scope="row">
        <span class="title">${title}</span> ${flagView(flags, say, entry)} ${newsView(entry.news, say)}
        ${sourceView(entry, say)} ${factsView(entry, say)} ${actions.extras(entry)}
      </th>
      <td>${valueView(value, say)}${actions.trend?.(entry) ?? nothing}</td>
      <td class="range" data-of=${say.t.columnRange}>${value?.range?.text ?? nothing}</td>
      <td class="date">${date ? say.date(date) : say.t.noDate}${actions.action(entry)}</td>
    </tr>
    ${parts.map(
      (part, at) =>
        html`<tr aria-rowindex=${line === undefined ? nothing : line + at + 1} class="part ${isVoid ? 'void' : ''}">
          <th scope="row">${part.title} ${flagView(part.flags, say)}</th>
          <td>${valueView(part.value, say)}</td>
          <td class="range" data-of=${say.t.columnRange}>${part.value?.range?.text ?? nothing}</td>
          <td class="date"></td>
        </tr>`,
    )}`;
}
