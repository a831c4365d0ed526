import { html, type TemplateResult } from 'lit';
import type { Words } from './case.types.js';

/** The list of keys, on `?`. */
export function keysDialog(words: Words, close: () => void): TemplateResult {
  return html`<dialog id="keys" aria-labelledby="keys-title" @close=${close}>
    <div class="dialog-body">
      <h2 id="keys-title">${words.keys}</h2>
      <dl class="keys">
        ${words.keyList.map(
          ([key, does]) =>
            html`<dt>${key}</dt>
              <dd>${does}</dd>`,
        )}
      </dl>
      <div class="actions"><button class="button" type="button" @click=${close}>${words.close}</button></div>
    </div>
  </dialog>`;
}
