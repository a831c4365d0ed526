import type { DiemcauError } from '@diemcau/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../internal/icons.js';
import type { Words } from './case.types.js';

/** Verbs that ask for something first, and leaving a call for the next case. */
export type DialogVerb = 'reject' | 'ask' | 'cancel' | 'schedule' | 'end' | 'leave';

/** The dialog that is open. */
export interface OpenDialog {
  verb: DialogVerb;
  text: string;
  /** The field was left empty, holds no time, or one that is over. */
  fault?: 'empty' | 'no-time' | 'past' | undefined;
  sending: boolean;
  error?: DiemcauError;
}

interface Options {
  open: OpenDialog | undefined;
  words: Words;
  /** The notice of what the gateway refused. */
  error: unknown;
  change: (text: string) => void;
  confirm: () => void;
  cancel: () => void;
}

function fieldView({ open, words, change }: Options & { open: OpenDialog }): unknown {
  const about = words.dialogs[open.verb];
  if (!('label' in about)) return html`<p>${about.body}</p>`;
  const described = `verb-hint${open.fault ? ' verb-error' : ''}`;
  const fault = open.fault && { empty: words.needed, 'no-time': words.timeNeeded, past: words.timePast }[open.fault];
  const listen = (event: Event) => change((event.target as HTMLInputElement).value);
  return html`<div class="field ${fault ? 'wrong' : ''}">
    <label for="verb-field">${about.label}</label>
    <span class="hint" id="verb-hint">${about.hint}</span>
    ${fault ? html`<span class="field-error" id="verb-error">${icons.critical}<span>${fault}</span></span>` : nothing}
    ${
      open.verb === 'schedule'
        ? html`<input
            class="input numbers"
            id="verb-field"
            inputmode="numeric"
            autocomplete="off"
            aria-invalid=${fault ? 'true' : nothing}
            aria-describedby=${described}
            .value=${open.text}
            @input=${listen}
          />`
        : html`<textarea
            class="input"
            id="verb-field"
            rows="4"
            aria-describedby=${described}
            .value=${open.text}
            @input=${listen}
          ></textarea>`
    }
  </div>`;
}

/** Asks for the reason, the time or a confirmation; stays open until the gateway answered. */
export function verbDialog(options: Options): TemplateResult {
  const { open, words, error, confirm, cancel } = options;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    confirm();
  };
  const danger = open && (open.verb === 'reject' || open.verb === 'cancel' || open.verb === 'end');
  return html`<dialog id="verb" part="dialog" aria-labelledby="verb-title" @cancel=${cancel} @close=${cancel}>
    ${
      open
        ? html`<form class="dialog-body" novalidate @submit=${submit}>
            <h2 id="verb-title">${words.dialogs[open.verb].title}</h2>
            ${error} ${fieldView({ ...options, open })}
            <div class="actions">
              <button
                class="button ${danger ? 'danger' : 'primary'}"
                type="submit"
                part="confirm"
                ?disabled=${open.sending}
              >
                ${open.sending ? words.pending : open.verb === 'leave' ? words.leaveAndNext : words.verbs[open.verb]}
              </button>
              <button class="button" type="button" part="dismiss" @click=${cancel}>${words.back}</button>
            </div>
          </form>`
        : nothing
    }
  </dialog>`;
}
