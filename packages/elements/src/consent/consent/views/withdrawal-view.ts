import type { ConsentPurpose } from '@diemcau/protocol';
import { html, type TemplateResult } from 'lit';
import type { Say } from './say.js';

interface Options {
  purpose: ConsentPurpose;
  isSending: boolean;
  confirm(reason: string): void;
  cancel(): void;
}

/** Taking an agreement back: one step, and no reason is demanded. */
export function withdrawalView({ purpose, isSending, confirm, cancel }: Options, { t }: Say): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    confirm(String(new FormData(event.target as HTMLFormElement).get('reason') ?? '').trim() || t.withdrawNoReason);
  };
  return html`<form part="withdrawal" class="stack withdrawal" @submit=${submit}>
    <p>${t.withdrawText}</p>
    <div class="field">
      <label for="reason-${purpose}">${t.withdrawReason}</label>
      <textarea class="input" id="reason-${purpose}" name="reason" rows="2"></textarea>
    </div>
    <div class="actions">
      <button class="button danger" ?disabled=${isSending}>${t.withdrawConfirm}</button>
      <button type="button" class="button" @click=${cancel}>${t.cancel}</button>
    </div>
  </form>`;
}
