import { html, nothing, type TemplateResult } from 'lit';
import type { AgeGroup } from '../draft/age-group.js';
import type { ConsentDraft } from '../draft/consent-draft.js';
import type { Say } from './say.js';

/** What the part about who decides needs of the element. */
export interface PerformerOptions {
  draft: ConsentDraft;
  group: AgeGroup;
  patientName: string | undefined;
  update(patch: Partial<ConsentDraft>): void;
}

/** Who decides: the patient, or the representative with name, relation and number; asked by age. */
export function performerView({ draft, group, patientName, update }: PerformerOptions, { t }: Say): TemplateResult {
  const kind = group === 'adult' ? draft.kind : 'representative';
  const choose = (value: 'patient' | 'representative', label: string) =>
    html`<label class="choice">
      <input type="radio" name="kind" .checked=${kind === value} @change=${() => update({ kind: value })} /> ${label}
    </label>`;
  return html`<fieldset class="block" id="kind">
    <legend>${t.who}</legend>
    ${
      group === 'adult'
        ? html`${choose('patient', patientName ? `${t.whoPatient}: ${patientName}` : t.whoPatient)}
          ${choose('representative', t.whoRepresentative)}`
        : html`<p>${group === 'infant' ? t.infant : t.child}</p>`
    }
    ${kind === 'representative' || (kind === 'patient' && !patientName) ? fields(draft, kind, update, t) : nothing}
    ${
      group === 'child'
        ? html`<label class="choice" id="child-told">
            <input
              type="checkbox"
              .checked=${draft.childTold}
              @change=${(event: Event) => update({ childTold: checked(event) })}
            />
            ${t.childTold}
          </label>`
        : nothing
    }
  </fieldset>`;
}

function fields(
  draft: ConsentDraft,
  kind: 'patient' | 'representative',
  update: PerformerOptions['update'],
  t: Say['t'],
): TemplateResult {
  const field = (key: 'name' | 'relation' | 'identifier', label: string, hint?: string) =>
    html`<div class="field">
      <label for=${key}>${label}</label>
      ${hint ? html`<span class="hint" id="hint-${key}">${hint}</span>` : nothing}
      <input
        class="input"
        id=${key}
        autocomplete="off"
        aria-describedby=${hint ? `hint-${key}` : nothing}
        .value=${draft[key]}
        @input=${(event: Event) => update({ [key]: (event.target as HTMLInputElement).value })}
      />
    </div>`;
  return html`<div class="fields">
    ${field('name', t.name)} ${kind === 'representative' ? field('relation', t.relation, t.relationHint) : nothing}
    ${field('identifier', t.identifier, t.identifierHint)}
  </div>`;
}

const checked = (event: Event): boolean => (event.target as HTMLInputElement).checked;
