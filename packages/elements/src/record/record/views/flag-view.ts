import type { EntryFlag, RecordEntry } from '@diemcau/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import { flagWord, type FlagBearer } from '../flag-word.js';
import type { Say } from './say.js';

/** Flags after which an entry no longer says that something is so. */
export const voiding: ReadonlySet<EntryFlag> = new Set(['refuted', 'entered-in-error', 'negated', 'cancelled']);

/** Flags as words, never as colour alone. */
export function flagView(
  flags: readonly EntryFlag[] | undefined,
  { t }: Say,
  of: FlagBearer = {},
): TemplateResult | typeof nothing {
  if (!flags?.length) return nothing;
  return html`<span class="flags"
    >${flags.map((flag) => html`<span part="flag" class="flag ${voiding.has(flag) ? 'voiding' : ''}">${flagWord(flag, of, t)}</span> `)}</span
  >`;
}

/** That an entry is new or says something else since the reader last looked: a word, not a colour. */
export function newsView(news: RecordEntry['news'], { t }: Say): TemplateResult | typeof nothing {
  return news ? html`<span part="news" class="flag news">${t.news[news]}</span>` : nothing;
}
