import type { RecordSection } from '@diemcau/fhir';
import type { RecordStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from './say.js';

/** Every resource of the source accounted for: shown, set aside with its reason, or not displayed. */
export function accountView(
  { total, setAside, notDisplayed, sections }: RecordStoreState,
  leftOut: readonly RecordSection[],
  { t }: Say,
): TemplateResult {
  const silent = Object.entries(notDisplayed);
  const silentCount = silent.reduce((sum, [, count]) => sum + count, 0);
  return html`<section part="account" class="account">
    <h3>${t.accounted}</h3>
    <p>${t.total(total)} ${setAside.length ? nothing : t.noneSetAside}</p>
    ${
      setAside.length
        ? html`<details>
            <summary>${t.setAside(setAside.length)}</summary>
            <ul>
              ${setAside.slice(0, 200).map(({ at, resourceType, reason }) => html`<li><code>${at}</code> ${resourceType ?? ''}: ${t.reasons[reason]}</li>`)}
            </ul>
          </details>`
        : nothing
    }
    ${
      leftOut.length
        ? html`<p>${t.leftOut(leftOut.map((name) => `${t.sections[name]} (${sections[name].count})`).join(', '))}</p>`
        : nothing
    }
    ${
      silentCount
        ? html`<details>
            <summary>${t.notDisplayed(silentCount)}</summary>
            <ul>
              ${silent.map(([type, count]) => html`<li>${type}: ${count}</li>`)}
            </ul>
          </details>`
        : nothing
    }
  </section>`;
}
