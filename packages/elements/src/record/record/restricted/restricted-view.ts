import type { RecordStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../../internal/icons.js';
import type { RestrictedMessages } from './restricted.messages.js';

/** What the reader is asked for, while the dialog is open. */
export interface GlassDialog {
  sending: boolean;
  fault?: 'too-short';
  /** The notice of what went wrong. */
  error?: unknown;
}

interface Options {
  restricted: NonNullable<RecordStoreState['restricted']>;
  /** Sections that hold masked entries, in words. */
  sections: string;
  ofCase: boolean;
  dialog: GlassDialog | undefined;
  words: RestrictedMessages;
  ask(): void;
  confirm(reason: string): void;
  cancel(): void;
}

/** How much is restricted, whether it is shown, and the question for a reason. Never what it is. */
export function restrictedView(options: Options): TemplateResult {
  const { restricted, words: t } = options;
  return html`<div part="restricted" class="notice restricted" role="status">
      ${icons.info}
      <div class="stack">
        ${restricted.shown ? shownView(options) : html`<p>${t.masked(restricted.count, options.sections)}</p>`}
      </div>
      ${restricted.shown ? nothing : html`<button type="button" class="button" @click=${options.ask}>${t.open}</button>`}
    </div>
    ${options.dialog ? dialogView(options.dialog, options) : nothing}`;
}

function shownView({ restricted: { count, report }, ofCase, words: t }: Options): TemplateResult {
  const told = report === 'queued' ? t.queued : ofCase ? t.sent : t.host;
  return html`<p><strong>${t.shown(count)}</strong> ${told} ${t.notExported}</p>`;
}

function dialogView({ sending, fault, error }: GlassDialog, { words: t, confirm, cancel }: Options): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    confirm(new FormData(event.target as HTMLFormElement).get('reason') as string);
  };
  const closed = (event: Event) => {
    event.preventDefault();
    if (!sending) cancel();
  };
  return html`<dialog id="glass" part="dialog" aria-labelledby="glass-title" @cancel=${closed}>
    <form class="dialog-body" novalidate @submit=${submit}>
      <h2 id="glass-title">${t.title}</h2>
      <p class="notice attention">${icons.attention}<span>${t.warning}</span></p>
      ${error ?? nothing}
      <div class="field ${fault ? 'wrong' : ''}">
        <label for="glass-reason">${t.reason}</label>
        <span class="hint" id="glass-hint">${t.hint}</span>
        ${
          fault
            ? html`<span class="field-error" id="glass-error">${icons.critical}<span>${t.tooShort}</span></span>`
            : nothing
        }
        <textarea
          class="input"
          id="glass-reason"
          name="reason"
          rows="3"
          maxlength="500"
          required
          aria-invalid=${fault ? 'true' : 'false'}
          aria-describedby="glass-hint${fault ? ' glass-error' : ''}"
        ></textarea>
      </div>
      <div class="actions">
        <button class="button primary" type="submit" ?disabled=${sending}>${sending ? t.sending : t.confirm}</button>
        <button class="button" type="button" ?disabled=${sending} @click=${cancel}>${t.back}</button>
      </div>
    </form>
  </dialog>`;
}
