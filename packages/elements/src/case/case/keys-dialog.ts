import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Words } from './case.types.js';

/** The list of keys, on `?`. */
export function keysDialog(open: boolean, words: Words, close: () => void): TemplateResult {
  const follow = (element?: Element) => {
    const dialog = element as HTMLDialogElement | undefined;
    if (dialog?.isConnected && dialog.open !== open) open ? dialog.showModal() : dialog.close();
  };
  return html`<dialog aria-labelledby="keys-title" @close=${close} ${ref(follow)}>
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
