import type { CaseRequest } from '@diemcau/fhir';
import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { momentText } from '../../internal/format/moment-text.js';
import { parseMoment } from '../../internal/format/parse-moment.js';
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
        ({ id }) =>
          html`<div class="urgencies">
            ${(['emergency', 'urgent', 'routine'] as const).map(
              (urgency, index) =>
                html`<label class="choice"
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
      <datalist id="specialties">
        ${specialties.map((specialty) => html`<option value=${specialty}></option>`)}
      </datalist>
      ${picker}
      ${field(
        'preferredAt',
        view,
        { width: 'half', hint: words.hints.moment },
        ({ id, describedBy, invalid }) =>
          html`<input
            class="input numbers"
            id=${id}
            autocomplete="off"
            inputmode="numeric"
            aria-describedby=${ifDefined(describedBy)}
            aria-invalid=${ifDefined(invalid)}
            .value=${momentText(value.preferredAt)}
            @change=${(event: Event) => {
              const text = (event.target as HTMLInputElement).value.trim();
              // What is no date is kept as written, so that the fault can be told.
              update({ preferredAt: text ? (parseMoment(text) ?? text) : undefined });
            }}
          />`,
      )}
    </div>
  </section>`;
}
