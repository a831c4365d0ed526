import type { ConsentPurpose } from '@diemcau/protocol';
import type { PurposeState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from './say.js';

interface Asking {
  choice: 'permit' | 'deny' | undefined;
  choose(purpose: ConsentPurpose, choice: 'permit' | 'deny'): void;
  /** Set when an earlier decision is asked again. */
  keep?: (purpose: ConsentPurpose) => void;
}

/** One purpose alone: its words, and two answers of equal weight, neither chosen beforehand. */
export function askedPurposeView(state: PurposeState, { choice, choose, keep }: Asking, { t }: Say): TemplateResult {
  const { purpose, required, text } = state;
  const answer = (value: 'permit' | 'deny', label: string) =>
    html`<label class="answer">
      <input
        type="radio"
        name="decision-${purpose}"
        value=${value}
        .checked=${choice === value}
        aria-describedby="text-${purpose}"
        @change=${() => choose(purpose, value)}
      />
      ${label}
    </label>`;
  return html`<fieldset part="purpose" class="purpose" id="purpose-${purpose}">
    <legend>${text.title}</legend>
    <div id="text-${purpose}" class="stack words">
      ${text.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
      <p class="muted small">${required ? html`<strong>${t.required}.</strong> ${t.requiredText}` : t.optional}</p>
    </div>
    <div class="answers">${answer('permit', t.permit)} ${answer('deny', t.deny)}</div>
    ${keep ? html`<button type="button" class="button quiet" @click=${() => keep(purpose)}>${t.keepDecision}</button>` : nothing}
  </fieldset>`;
}
