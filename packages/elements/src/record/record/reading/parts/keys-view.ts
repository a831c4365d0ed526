import { html, type TemplateResult } from 'lit';
import type { Say } from '../../views/say.js';
import type { ReadingMessages } from './reading.messages.js';

/** The list of keys, on `?`. */
export function keysView(words: ReadingMessages, { t }: Say, close: () => void): TemplateResult {
  return html`<dialog id="keys" aria-labelledby="h-keys" @close=${close}>
    <div class="dialog-body">
      <h2 id="h-keys">${t.keys}</h2>
      <dl class="keys">
        ${words.keyList.map(
          ([key, does]) =>
            html`<div>
              <dt><kbd>${key}</kbd></dt>
              <dd>${does}</dd>
            </div>`,
        )}
      </dl>
      <p class="muted small">${words.keysInside}</p>
      <div class="actions"><button class="button" type="button" @click=${close}>${t.close}</button></div>
    </div>
  </dialog>`;
}
