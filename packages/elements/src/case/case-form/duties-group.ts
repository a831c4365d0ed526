import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../internal/icons.js';
import type { FormView } from './case-form.types.js';
import { fieldId, issueText, fieldOf } from './field.js';

interface Emergency {
  chosen: boolean;
  ground: string;
  /** The reason is missing and was asked for. */
  missing: boolean;
  set: (patch: { chosen?: boolean; ground?: string }) => void;
}

/** That the patient was told; and the emergency ground when consent cannot be had. */
export function dutiesGroup(view: FormView, { chosen, ground, missing, set }: Emergency): TemplateResult {
  const { value, words, update, issues } = view;
  const fault = issues.find((issue) => issue.severity === 'error' && fieldOf(issue, words) === 'patientInformed');
  const id = fieldId('patientInformed');
  return html`<section class="group stack" aria-labelledby="group-duties">
    <h3 id="group-duties">${words.groups.duties}</h3>
    <div class="field ${fault ? 'wrong' : ''}">
      <span class="choice">
        <input
          type="checkbox"
          id=${id}
          aria-describedby="${id}-error"
          .checked=${value.patientInformed === true}
          @change=${(event: Event) => update({ patientInformed: (event.target as HTMLInputElement).checked })}
        /><label for=${id}>${words.fields.patientInformed}</label>
      </span>
      <span class="field-error" id="${id}-error"
        >${fault ? html`${icons.critical}<span>${issueText(fault, words)}</span>` : nothing}</span
      >
    </div>
    ${
      value.urgency === 'emergency' || chosen
        ? html`<div class="field">
            <span class="choice">
              <input
                type="checkbox"
                id="field-emergency"
                aria-describedby="emergency-hint"
                .checked=${chosen}
                @change=${(event: Event) => set({ chosen: (event.target as HTMLInputElement).checked })}
              /><label for="field-emergency">${words.emergency.choose}</label>
            </span>
            <span class="hint" id="emergency-hint">${words.emergency.hint}</span>
          </div>`
        : nothing
    }
    ${
      chosen
        ? html`<div class="field ${missing ? 'wrong' : ''}">
            <label for="field-ground">${words.emergency.ground}</label>
            <span class="field-error" id="ground-error"
              >${missing ? html`${icons.critical}<span>${words.emergency.needed}</span>` : nothing}</span
            >
            <textarea
              class="input"
              id="field-ground"
              rows="2"
              aria-describedby="ground-error"
              aria-invalid=${missing ? 'true' : nothing}
              .value=${ground}
              @input=${(event: Event) => set({ ground: (event.target as HTMLTextAreaElement).value })}
            ></textarea>
          </div>`
        : nothing
    }
  </section>`;
}
