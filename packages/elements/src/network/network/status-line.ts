import type { NetworkState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { elapsedText } from '../../internal/format/elapsed-text.js';
import { icons } from '../../internal/icons.js';
import type { Locale } from '../../internal/locale.js';
import type { Translation } from '../../internal/messages.js';
import type vi from './network.messages.vi.js';

type Words = Translation<typeof vi>;

interface Line {
  state: Readonly<NetworkState>;
  site: string;
  words: Words;
  locale: Locale;
  retry: () => void;
  flush: () => void;
}

const look = {
  idle: ['idle', icons.line],
  connecting: ['connecting', icons.refresh],
  online: ['online', icons.sent],
  offline: ['offline', icons.offline],
  refused: ['refused', icons.unavailable],
  'signed-out': ['signedOut', icons.leave],
} as const;

function countdown({ state, words, locale }: Line): unknown {
  if (state.status !== 'offline' || state.retryAt === undefined) return nothing;
  const left = state.retryAt - Date.now();
  // Ticks are for the eye only; the state beside them is what is announced.
  return html`<span class="numbers" aria-hidden="true"
    >${left > 0 ? words.retryIn(elapsedText(left, locale)) : words.retrying}</span
  >`;
}

function verification({ state, words }: Line): unknown {
  if (state.verification === 'unknown' || state.status === 'signed-out') return nothing;
  const verified = state.verification === 'verified';
  return html`<span
    class="badge ${verified ? '' : 'attention'}"
    part="verification"
    title=${verified ? words.verifiedTitle : words.unverifiedTitle}
    >${verified ? icons.verified : icons.unverified}${verified ? words.verified : words.unverified}</span
  >`;
}

/** One line: is the line there, whose it is, is it verified, what waits on this device. */
export function statusLine(line: Line): TemplateResult {
  const { state, site, words } = line;
  const [word, icon] = look[state.status];
  const trouble = state.status === 'offline' || state.status === 'refused';
  return html`<section class="status ${trouble ? 'trouble' : ''}" part="status" aria-label=${words.label}>
    <span class="state ${state.status === 'online' ? 'online' : trouble ? 'trouble' : ''}" role="status"
      >${icon}${words[word]}</span
    >
    ${countdown(line)}
    <span class="site wrap">${site}${state.me ? html` · ${state.me.name}` : nothing}</span>
    ${
      state.queued > 0
        ? html`<span class="sign queued" part="queued">${icons.queued}${words.queued(state.queued)}</span> ${
              state.status === 'online'
                ? html`<button class="button" type="button" part="flush" @click=${line.flush}>${words.flush}</button>`
                : nothing
            }`
        : nothing
    }
    ${verification(line)}
    ${
      // What may be tried again has its button in the notice below, with the reason.
      (trouble && !state.error?.retryable) || state.status === 'signed-out'
        ? html`<button class="button" type="button" part="retry" @click=${line.retry}>
            ${icons.refresh}${words.retry}
          </button>`
        : nothing
    }
  </section>`;
}
