import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../../internal/icons.js';
import type { Say } from '../views/say.js';
import type { LookController } from './look-controller.js';

/** Who shows what, and whether one goes along: while a talk is on, or as long as somebody pointed. */
export function liveBar(
  look: LookController,
  { pointing, at, by, goThere }: { pointing: boolean; at?: string; by?: string; goThere: () => void },
  { t }: Say,
): TemplateResult | typeof nothing {
  if (!pointing && at === undefined) return nothing;
  return html`<div part="live" class="live">
    ${
      pointing
        ? html`<button
            type="button"
            class="button quiet"
            aria-pressed=${look.sharing ? 'true' : 'false'}
            @click=${() => look.share(!look.sharing)}
          >
            ${icons.pointer} ${look.sharing ? t.sharingLook : t.shareLook}
          </button>`
        : nothing
    }
    ${
      at === undefined
        ? nothing
        : html`<span class="looks">${t.looksAt(by ?? t.somebody, at)}</span> ${
              look.following
                ? html`<span class="muted small">${t.followsNow}</span>`
                : html`<button type="button" class="button quiet" @click=${goThere}>${t.goThere}</button>
                    <button type="button" class="button quiet" @click=${() => (look.follow(true), goThere())}>
                      ${t.followAgain}
                    </button>`
            }`
    }
  </div>`;
}
