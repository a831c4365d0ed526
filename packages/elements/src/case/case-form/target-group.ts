import type { CaseRequest } from '@diemcau/fhir';
import { html, type TemplateResult } from 'lit';
import { fromLocalInput, toLocalInput } from '../../internal/format/local-input.js';
import type { FormView } from './case-form.types.js';
import { selectField, textField } from './controls.js';
import { field } from './field.js';

/** Whom to ask, how urgently, for what kind of help. */
export function targetGroup(view: FormView, specialties: readonly string[], picker: TemplateResult): TemplateResult {
  const { value, words, caseWords, update } = view;
  return html`<section class="group" aria-labelledby="group-target">
    <h3 id="group-target">${words.groups.target}</h3>
    <div class="grid">
      ${field(
        'urgency',
        view,
        { group: true },
        ({ id }) => html`<div class="urgencies">
          ${(['emergency', 'urgent', 'routine'] as const).map(
            (urgency, index) => html`<label class="choice"
              ><input
                type="radio"
                name="urgency"
                id=${index === 0 ? id : `${id}-${urgency}`}
                .checked=${value.urgency === urgency}
                @change=${() => update({ urgency })}
              /><span>${caseWords.urgencies[urgency]}</span></label
            >`,
          )}
        </div>`,
      )}
      ${selectField('kind', view, value.kind, caseWords.kinds, (kind) => update({ kind: kind as CaseRequest['kind'] }), { width: 'half' })}
      ${textField('specialty', view, value.specialty, (specialty) => update({ specialty }), { width: 'half', list: 'specialties' })}
      <datalist id="specialties">${specialties.map((specialty) => html`<option value=${specialty}></option>`)}</datalist>
      ${picker}
      ${field(
        'preferredAt',
        view,
        { width: 'half' },
        ({ id }) => html`<input
          class="input numbers"
          type="datetime-local"
          id=${id}
          .value=${toLocalInput(value.preferredAt)}
          @change=${(event: Event) => update({ preferredAt: fromLocalInput((event.target as HTMLInputElement).value) })}
        />`,
      )}
    </div>
  </section>`;
}
