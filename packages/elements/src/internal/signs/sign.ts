import { html, type TemplateResult } from 'lit';
import { icons } from '../icons.js';
import type { Locale } from '../locale.js';
import en from './signs.messages.en.js';
import vi from './signs.messages.vi.js';

/** The states of something that is on its way to the other side. */
export type SignName = 'offline' | 'queued' | 'sent' | 'seen';

/** One of the four signs, with its icon and word; `note` adds a time or a count. */
export function sign(name: SignName, locale: Locale, note = ''): TemplateResult {
  const word = (locale === 'vi' ? vi : en)[name];
  return html`<span class="sign ${name}" part="sign sign__${name}"
    >${icons[name]}${note ? `${word} · ${note}` : word}</span
  >`;
}
