import type { DiemcauError } from '@diemcau/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../icons.js';
import type { LocalizedElement } from '../localized-element.js';
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

/** Errors for which no words could be had: their code has to do. */
const wordless = new WeakSet<DiemcauError>();

/** An error in the reader's words: what happened, what is safe, what to do. The words come when first needed; then `host` renders again. */
export function errorNotice(
  host: LocalizedElement,
  error: DiemcauError | undefined,
  options: Options = {},
): TemplateResult | typeof nothing {
  if (!error) return nothing;
  const words = errorMessages.peek(host.currentLocale);
  if (words) return notice(error, words, options);
  if (wordless.has(error))
    return html`<p class="notice critical" role="alert">${icons.critical}<code>${error.code}</code></p>`;
  void errorMessages
    .load(host.currentLocale)
    .catch(() => wordless.add(error))
    .then(() => host.requestUpdate());
  return nothing;
}
