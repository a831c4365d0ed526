import { html, nothing, type TemplateResult } from 'lit';
import type { ConsentDraft } from '../draft/consent-draft.js';
import type { Say } from './say.js';

/** What the evidence part of the form needs of the element. */
export interface EvidenceOptions {
  draft: ConsentDraft;
  update(patch: Partial<ConsentDraft>): void;
  clear(): void;
}

/** How the decision is expressed: drawn, typed or said; each can be done without the others. */
export function evidenceView({ draft, update, clear }: EvidenceOptions, { t }: Say): TemplateResult {
  const { evidence } = draft;
  const choose = (value: NonNullable<ConsentDraft['evidence']>, label: string) =>
    html`<label class="choice">
      <input type="radio" name="evidence" .checked=${evidence === value} @change=${() => update({ evidence: value })} />
      ${label}
    </label>`;
  return html`<fieldset class="block" id="evidence">
    <legend>${t.evidence}</legend>
    ${choose('drawn', t.drawn)}
    ${
      evidence === 'drawn'
        ? html`<div class="pad" id="drawn">
            <canvas role="img" aria-label=${t.pad}></canvas>
            <p class="hint">${t.drawnText}</p>
            <button type="button" class="button" ?disabled=${!draft.drawn} @click=${clear}>${t.clear}</button>
          </div>`
        : nothing
    }
    ${choose('typed', t.typed)}
    ${
      evidence === 'typed'
        ? html`<div class="field inset">
            <label for="typed">${t.typedLabel}</label>
            <input
              class="input"
              id="typed"
              autocomplete="off"
              .value=${draft.typedName}
              @input=${(event: Event) => update({ typedName: (event.target as HTMLInputElement).value })}
            />
          </div>`
        : nothing
    }
    ${choose('verbal', t.verbal)} ${evidence === 'verbal' ? html`<p class="hint inset">${t.verbalText}</p>` : nothing}
  </fieldset>`;
}
