import type { ConsentPurpose } from '@diemcau/protocol';
import type { PurposeState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../../internal/icons.js';
import type { Say } from './say.js';

interface Options {
  queuedSign: TemplateResult;
  again?: (purpose: ConsentPurpose) => void;
  withdraw?: (purpose: ConsentPurpose) => void;
  /** The form that takes it back, when it is open here. */
  withdrawal?: TemplateResult;
}

const signs = {
  permitted: { icon: icons.done, badge: 'done' },
  refused: { icon: icons.unavailable, badge: '' },
  withdrawn: { icon: icons.back, badge: 'attention' },
  undecided: { icon: icons.clock, badge: '' },
} as const;

/** One purpose that was decided: the decision, by whom, when, and who witnessed it. */
export function decidedPurposeView(state: PurposeState, options: Options, say: Say): TemplateResult {
  const { t } = say;
  const { purpose, decision, decidedAt, performer, witness, queued, text } = state;
  const { icon, badge } = signs[decision];
  const relation = performer?.relation ? ` ${t.relationOf(performer.relation)}` : '';
  return html`<section part="purpose" class="purpose decided" id="purpose-${purpose}" aria-label=${text.title}>
    <h3>${text.title}</h3>
    <p class="row">
      <span class="badge ${badge}">${icon}${t.decisions[decision]}</span> ${queued ? options.queuedSign : nothing}
    </p>
    ${performer && decidedAt ? html`<p>${t.decidedBy(performer.name + relation, say.dateTime(decidedAt))}</p>` : nothing}
    ${witness ? html`<p class="muted small">${t.witness(witness.name, say.site(witness.siteId))}</p>` : nothing}
    <details>
      <summary>${t.copyVersion(text.version)}</summary>
      <div class="stack words">${text.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}</div>
    </details>
    ${
      options.withdrawal ??
      html`<div class="actions">
        ${
          options.withdraw && decision === 'permitted'
            ? html`<button type="button" class="button" @click=${() => options.withdraw!(purpose)}>
                ${t.withdraw}
              </button>`
            : nothing
        }
        ${
          options.again && decision !== 'permitted' && decision !== 'undecided'
            ? html`<button type="button" class="button" @click=${() => options.again!(purpose)}>
                ${t.decideAgain}
              </button>`
            : nothing
        }
      </div>`
    }
  </section>`;
}
