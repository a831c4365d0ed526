import { html, type TemplateResult } from 'lit';
import type { Say } from '../views/say.js';
import type { ReadingController } from './reading-controller.js';

/** Search, filters, timeline and the list of keys: what they open comes with the first use. */
export function toolsView(
  reading: ReadingController,
  { t }: Say,
  /** Something of the record was read whole: before that there is nothing to search. */
  ready: boolean,
  search: (query: string) => void,
): TemplateResult {
  const { pane, panel, query } = reading;
  const toggle = (label: string, key: string, pressed: boolean, act: () => unknown, id: string) =>
    html`<button
      type="button"
      class="button"
      id=${id}
      ?disabled=${!ready}
      aria-pressed=${pressed ? 'true' : 'false'}
      title="${label} (${key})"
      @click=${act}
    >
      ${label}
    </button>`;
  return html`<div class="tools" role="group" aria-label=${t.tools}>
    <input
      type="search"
      class="input"
      id="search"
      ?disabled=${!ready}
      aria-label=${t.searchAll}
      placeholder="${t.searchAll} ( / )"
      .value=${query}
      @focus=${() => void reading.warm()}
      @input=${(event: InputEvent) => search((event.target as HTMLInputElement).value)}
    />
    <button
      type="button"
      class="button"
      id="filters"
      ?disabled=${!ready}
      aria-expanded=${panel === 'filters' ? 'true' : 'false'}
      title="${t.filters} (f)"
      @click=${() => void reading.open(panel === 'filters' ? undefined : 'filters')}
    >
      ${t.filters}
    </button>
    ${toggle(t.timeline, 'g l', pane === 'timeline', () => reading.show(pane === 'timeline' ? 'sections' : 'timeline'), 'timeline')}
    <button
      type="button"
      class="button icon quiet"
      id="keys-button"
      aria-label=${t.keys}
      title="${t.keys} (?)"
      @click=${() => void reading.open('keys')}
    >
      ?
    </button>
  </div>`;
}
