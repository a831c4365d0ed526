import type { CaseStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { dateTimeText } from '../../internal/format/date-time-text.js';
import { workIcons } from '../../internal/work-icons.js';
import { icons } from '../../internal/icons.js';
import { sign } from '../../internal/signs/sign.js';
import type { CaseContext } from './case.types.js';

interface Thread {
  context: CaseContext;
  state: Readonly<CaseStoreState>;
  me: string | undefined;
  text: string;
  failed: boolean;
  write: (text: string) => void;
  send: () => void;
}

/** The case's thread: works with the call off, and on a line that carries nothing else. */
export function threadView({ context, state, me, text, failed, write, send }: Thread): TemplateResult {
  const { words, locale, siteName } = context;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send();
  };
  return html`<div class="pane-body stack">
    <h3>${words.thread.title}</h3>
    ${state.thread.length === 0 ? html`<p class="muted">${words.thread.empty}</p>` : nothing}
    <ol class="thread" role="list">
      ${repeat(
        state.thread,
        ({ id }) => id,
        (message) =>
          html`<li class="message ${message.sub === me ? 'mine' : ''}">
            <p class="small muted">
              <strong>${message.name}</strong> · ${siteName(message.siteId)} ·
              <span class="numbers">${dateTimeText(message.at)}</span>
            </p>
            <p class="text wrap">${message.text}</p>
            <p>${message.sub === me || message.status === 'queued' ? sign(message.status, locale) : nothing}</p>
          </li>`,
      )}
    </ol>
    <form class="field" @submit=${submit}>
      <label for="say">${words.thread.label}</label>
      <textarea
        class="input"
        id="say"
        rows="2"
        .value=${text}
        @input=${(event: Event) => write((event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && event.ctrlKey && send()}
      ></textarea>
      ${failed ? html`<span class="field-error" role="alert">${icons.critical}<span>${words.thread.keptHere}</span></span>` : nothing}
      <div class="actions">
        <button
          class="button primary"
          type="submit"
          part="say"
          ?disabled=${state.pending === 'say' || text.trim() === ''}
        >
          ${workIcons.send}${state.pending === 'say' ? words.pending : words.thread.send}
        </button>
      </div>
    </form>
  </div>`;
}
