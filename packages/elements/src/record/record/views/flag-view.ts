import type { EntryFlag } from '@diemcau/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from './say.js';

/** Flags after which an entry no longer says that something is so. */
export const voiding: ReadonlySet<EntryFlag> = new Set(['refuted', 'entered-in-error', 'negated', 'cancelled']);

/** Flags as words, never as colour alone. */
export function flagView(flags: readonly EntryFlag[] | undefined, { t }: Say): TemplateResult | typeof nothing {
  if (!flags?.length) return nothing;
  return html`<span class="flags"
    >${flags.map((flag) => html`<span part="flag" class="flag ${voiding.has(flag) ? 'voiding' : ''}">${t.flags[flag]}</span> `)}</span
  >`;
}
