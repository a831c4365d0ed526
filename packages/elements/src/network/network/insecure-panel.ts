import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../internal/icons.js';
import type { Translation } from '../../internal/messages.js';
import type { CompanionController } from './companion-controller.js';
import type vi from './network.messages.vi.js';

interface Panel {
  companion: CompanionController;
  words: Translation<typeof vi>;
  open: () => void;
}

/** What an http page shows instead of the connection: why, and the way on. */
export function insecurePanel({ companion, words: { insecure }, open }: Panel): TemplateResult {
  const said = {
    idle: '',
    opening: insecure.opening,
    opened: insecure.opened,
    closed: insecure.closed,
    blocked: insecure.blocked,
    'not-https': insecure.notHttps,
  };
  const word = said[companion.status];
  return html`<section class="notice attention insecure" part="insecure" aria-labelledby="insecure-title">
    ${icons.attention}
    <div class="stack">
      <h2 id="insecure-title">${insecure.title}</h2>
      <p>${insecure.body}</p>
      ${
        companion.status === 'not-https' || companion.status === 'opened'
          ? nothing
          : html`<p>
              <button class="button primary" type="button" part="open-companion" @click=${open}>
                ${insecure.open}
              </button>
            </p>`
      }
      <p role="status">${word}</p>
    </div>
  </section>`;
}
