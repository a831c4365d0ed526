import type { RecordSection } from '@diemcau/fhir';
import { html, type TemplateResult } from 'lit';
import type { Say } from './say.js';

/** Sections that the patient may keep back, all shared unless ticked. */
export function withheldView(
  withheld: readonly string[],
  change: (withheld: string[]) => void,
  { t }: Say,
): TemplateResult {
  const names = (Object.keys(t.sections) as RecordSection[]).filter((name) => name !== 'patient');
  const toggle = (name: string, on: boolean) =>
    change(on ? [...withheld, name] : withheld.filter((one) => one !== name));
  return html`<details class="block">
    <summary>${t.withheld}${withheld.length ? ` (${withheld.length})` : ''}</summary>
    <fieldset class="withheld">
      <legend class="visually-hidden">${t.withheld}</legend>
      <p class="hint">${t.withheldText}</p>
      ${names.map(
        (name) =>
          html`<label class="choice">
            <input
              type="checkbox"
              name="withheld"
              value=${name}
              .checked=${withheld.includes(name)}
              @change=${(event: Event) => toggle(name, (event.target as HTMLInputElement).checked)}
            />
            ${t.sections[name]}
          </label>`,
      )}
    </fieldset>
  </details>`;
}
