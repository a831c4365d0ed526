import type { RecordSection } from '@diemcau/fhir';
import type { RecordStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { isReading } from '../is-reading.js';
import { sectionOrder } from '../section-order.js';
import type { Say } from './say.js';
import { stateSign } from './state-sign.js';

/** The sections and what is known of each. */
export function navigationView(
  sections: RecordStoreState['sections'],
  say: Say,
  current: RecordSection | undefined,
  followed: string | undefined,
  go: (section: RecordSection) => void,
): TemplateResult {
  const { t } = say;
  return html`<nav part="navigation" aria-label=${t.sectionList}>
    <ul role="list">
      ${sectionOrder.map(
        (section) =>
          html`<li>
            <button
              type="button"
              class="go ${isReading(sections[section]) ? 'reading' : sections[section].state}"
              aria-current=${current === section ? 'true' : 'false'}
              @click=${() => go(section)}
            >
              <span class="name">${t.sections[section]}</span> ${stateSign(sections[section], say)}
              ${followed === section ? html`<span class="here">${t.followed}</span>` : nothing}
            </button>
          </li>`,
      )}
    </ul>
  </nav>`;
}
