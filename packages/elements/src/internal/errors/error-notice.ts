import type { DiemcauError } from '@diemcau/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import { icons } from '../icons.js';
import type { Locale } from '../locale.js';
import type { Translation } from '../messages.js';
import { errorMessages } from './errors.messages.js';
import type vi from './errors.messages.vi.js';

interface Options {
  /** Shown as a button when the same may succeed later. */
  retry?: () => void;
  /** What is safe, e.g. "Nội dung đã được giữ trên máy này." */
  safe?: string;
}

function notice(error: DiemcauError, words: Translation<typeof vi>, { retry, safe }: Options): TemplateResult {
  const { happened, todo } = words.codes[error.code] ?? words.codes['internal/unexpected'];
  // Red is for what stops the work; what comes back by itself is for attention.
  return html`<div class="notice ${error.retryable ? 'attention' : 'critical'}" part="error" role="alert">
    ${error.retryable ? icons.attention : icons.critical}
    <div class="stack">
      <p>
        <strong>${happened}</strong>
        ${safe ? html`<br />${safe}` : nothing}
        <br />${todo}
      </p>
      <p class="row">
        ${retry ? html`<button class="button" type="button" part="retry" @click=${retry}>${icons.refresh}${words.retry}</button>` : nothing}
        <span class="muted small">${words.code}: <code>${error.code}</code></span>
      </p>
    </div>
  </div>`;
}

/** An error in the reader's words: what happened, what is safe, what to do. The words come when first needed. */
export function errorNotice(error: DiemcauError | undefined, locale: Locale, options: Options = {}): unknown {
  if (!error) return nothing;
  const words = errorMessages.peek(locale);
  if (words) return notice(error, words, options);
  const later = errorMessages.load(locale).then(
    (loaded) => notice(error, loaded, options),
    () => html`<p class="notice critical" role="alert">${icons.critical}<code>${error.code}</code></p>`,
  );
  return until(later, nothing);
}
