import type { RecordStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { isReading } from '../is-reading.js';
import { isOfReader } from '../sections/default-sections.js';
import type { Say } from './say.js';
import { stateSign } from './state-sign.js';

/** The sections and what is known of each. */
export function navigationView(
  shown: readonly { name: string; title: string }[],
  sections: RecordStoreState['sections'],
  say: Say,
  current: string | undefined,
  followed: string | undefined,
  go: (section: string) => void,
): TemplateResult {
  const { t } = say;
  const signOf = (name: string) => (isOfReader(name) ? stateSign(sections[name], say) : nothing);
  const stateOf = (name: string) =>
    !isOfReader(name) ? 'own' : isReading(sections[name]) ? 'reading' : sections[name].state;
  return html`<nav part="navigation" aria-label=${t.sectionList}>
    <ul role="list">
      ${shown.map(
        ({ name: section, title }) =>
          html`<li>
            <button
              type="button"
              class="go ${stateOf(section)}"
              aria-current=${current === section ? 'true' : 'false'}
              @click=${() => go(section)}
            >
              <span class="name">${title}</span> ${signOf(section)}
              ${followed === section ? html`<span class="here">${t.followed}</span>` : nothing}
            </button>
          </li>`,
      )}
    </ul>
  </nav>`;
}
