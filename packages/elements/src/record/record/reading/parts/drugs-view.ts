import type { Drug, DrugList, DrugState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { flagView, newsView } from '../../views/flag-view.js';
import type { Say } from '../../views/say.js';
import type { ReadingMessages } from './reading.messages.js';

const order: readonly DrugState[] = ['current', 'on-hold', 'planned', 'unknown', 'given', 'stopped'];
/** Drugs of a state that are shown before the rest is asked for. */
const most = 12;

/** Drugs by state, each substance once: what is taken, how, since when, what changed, what was stopped and why. */
export function drugsView(
  { drugs, left }: DrugList,
  say: Say,
  words: ReadingMessages,
  go: (entryKey: string) => void,
): TemplateResult {
  return html`<div class="drugs" part="drugs">
    ${order.map((state) => {
      const of = drugs.filter((drug) => drug.state === state);
      if (of.length === 0) return nothing;
      const rest = of.slice(most);
      return html`<h4>${words.drugStates[state]} <span class="muted small">${words.of(of.length)}</span></h4>
        <ul role="list">
          ${of.slice(0, most).map((drug) => drugView(drug, say, words, go))}
        </ul>
        ${
          rest.length
            ? html`<details>
                <summary>${words.moreDrugs(rest.length)}</summary>
                <ul role="list">
                  ${rest.map((drug) => drugView(drug, say, words, go))}
                </ul>
              </details>`
            : nothing
        }`;
    })}
    ${left ? html`<p class="muted small">${words.drugsLeft(left)}</p>` : nothing}
    <h4>${words.eachOrder}</h4>
  </div>`;
}

function drugView(drug: Drug, say: Say, words: ReadingMessages, go: (entryKey: string) => void): TemplateResult {
  const { name, dosage, before, several, since, until, why, source, flags, count, keys, news, state } = drug;
  // The heading says that already.
  const shownFlags = flags.filter((flag) => flag !== 'inactive' && (flag !== 'preliminary' || state !== 'planned'));
  return html`<li>
    <button type="button" class="jump" data-jump=${keys[0]!} @click=${() => go(keys[0]!)}>
      <span class="title">${name}</span> ${flagView(shownFlags, say, { key: keys[0]!, ...drug })} ${newsView(news, say)}
      ${dosage ? html`<span class="dosage">${dosage}</span>` : html`<span class="muted">${words.noDosage}</span>`}
      ${before ? html`<span class="flag change">${words.changed(before.dosage, before.date && say.date(before.date))}</span>` : nothing}
      ${several ? html`<span class="flag voiding">${words.several}</span>` : nothing}
      ${why ? html`<span class="text">${words.why}: ${why}</span>` : nothing}
      <span class="date muted">${words.taken(since && say.date(since), until && say.date(until), count)}</span>
      ${source ? html`<span class="source">${say.t.elsewhere}: ${source}</span>` : nothing}
    </button>
  </li>`;
}
