import type { RecordSection } from '@diemcau/fhir';
import type { PurposeState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import type { ConsentDraft } from '../draft/consent-draft.js';
import type { Say } from './say.js';

interface Options {
  draft: ConsentDraft;
  asked: readonly PurposeState[];
  performer: string;
  witness: string | undefined;
  isSigning: boolean;
  back(): void;
  sign(): void;
}

/** Everything once more before the signature. */
export function reviewView(
  { draft, asked, performer, witness, isSigning, back, sign }: Options,
  { t }: Say,
): TemplateResult {
  const { decisions, withheld, evidence } = draft;
  return html`<section part="review" class="stack review" aria-labelledby="review-title">
    <h3 id="review-title" tabindex="-1">${t.reviewTitle}</h3>
    <p>${t.reviewText}</p>
    <dl class="facts">
      ${asked
        .filter(({ purpose }) => decisions[purpose])
        .map(
          ({ purpose, text }) =>
            html`<div>
              <dt>${text.title}</dt>
              <dd><strong>${decisions[purpose] === 'permit' ? t.permit : t.deny}</strong></dd>
            </div>`,
        )}
      <div>
        <dt>${t.who}</dt>
        <dd>${performer}</dd>
      </div>
      <div>
        <dt>${t.evidence}</dt>
        <dd>${evidence ? t[evidence] : nothing}</dd>
      </div>
      <div>
        <dt>${t.withheld}</dt>
        <dd>
          ${withheld.length ? withheld.map((name) => t.sections[name as RecordSection]).join(', ') : t.withheldNone}
        </dd>
      </div>
    </dl>
    ${witness ? html`<p class="muted">${t.signAs(witness)}</p>` : nothing}
    <div class="actions">
      <button type="button" class="button primary" ?disabled=${isSigning} @click=${sign}>
        ${isSigning ? t.signing : t.sign}
      </button>
      <button type="button" class="button" ?disabled=${isSigning} @click=${back}>${t.back}</button>
    </div>
  </section>`;
}
