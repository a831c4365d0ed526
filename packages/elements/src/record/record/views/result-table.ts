import type { RecordEntry } from '@diemcau/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { flagView, voiding } from './flag-view.js';
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
  const { t } = say;
  return html`<div class="table-scroll" role="group" tabindex="0" aria-label=${label}>
    <table class="table results">
      <thead>
        <tr>
          <th scope="col">${t.columnName}</th>
          <th scope="col">${t.columnValue}</th>
          <th scope="col">${t.columnRange}</th>
          <th scope="col">${t.columnDate}</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          entries,
          ({ key }) => key,
          (entry) => rows(entry, say, actions),
        )}
      </tbody>
    </table>
  </div>`;
}

function rows(entry: RecordEntry, say: Say, actions: EntryActions): TemplateResult {
  const { key, title, value, parts = [], flags, date } = entry;
  const isVoid = flags.some((flag) => voiding.has(flag));
  return html`<tr data-key=${key} class="${isVoid ? 'void' : ''} ${markerOf(key, actions)}">
      <th scope="row">
        <span class="title">${title}</span> ${flagView(flags, say)} ${sourceView(entry, say)} ${factsView(entry, say)}
        ${actions.extras(entry)}
      </th>
      <td>${valueView(value, say)}</td>
      <td class="range" data-of=${say.t.columnRange}>${value?.range?.text ?? nothing}</td>
      <td class="date">${date ? say.date(date) : say.t.noDate}${actions.action(entry)}</td>
    </tr>
    ${parts.map(
      (part) =>
        html`<tr class="part ${isVoid ? 'void' : ''}">
          <th scope="row">${part.title} ${flagView(part.flags, say)}</th>
          <td>${valueView(part.value, say)}</td>
          <td class="range" data-of=${say.t.columnRange}>${part.value?.range?.text ?? nothing}</td>
          <td class="date"></td>
        </tr>`,
    )}`;
}
