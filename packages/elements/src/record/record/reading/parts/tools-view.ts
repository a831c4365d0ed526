import { html, type TemplateResult } from 'lit';
import type { Say } from '../../views/say.js';
import type { Reading } from './reading.js';

/** Search, filters, timeline and the list of keys. */
export function toolsView(reading: Reading, { t }: Say): TemplateResult {
  const { pane, panel, query } = reading;
  const toggle = (label: string, key: string, pressed: boolean, act: () => unknown, id: string) =>
    html`<button
      type="button"
      class="button"
      id=${id}
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
      aria-label=${t.searchAll}
      placeholder="${t.searchAll} ( / )"
      .value=${query}
      @focus=${() => void reading.warm()}
      @input=${(event: InputEvent) => reading.search((event.target as HTMLInputElement).value)}
    />
    <button
      type="button"
      class="button"
      id="filters"
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
