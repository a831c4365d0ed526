import type { RecordStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../../internal/icons.js';
import type { Say } from './say.js';

type Missing = NonNullable<RecordStoreState['missing']>;

/** What the sources had and did not give, one line for each source and answer. */
export function missingView(missing: Missing | undefined, { t }: Say): TemplateResult | typeof nothing {
  if (!missing?.length) return nothing;
  const lines = new Map<string, string[]>();
  for (const { from, status, code, type } of missing) {
    const line = `${from ?? t.missingSource} (${status === undefined ? code : `HTTP ${status}`})`;
    lines.set(line, [...(lines.get(line) ?? []), ...(type === undefined ? [] : [type])]);
  }
  return html`<div class="notice attention" role="status">
    ${icons.attention}
    <div class="stack">
      <h2>${t.missing}</h2>
      ${[...lines].map(([line, types]) => html`<p>${line}: ${types.length ? t.missingTypes(types.join(', ')) : t.missingRest}</p>`)}
    </div>
  </div>`;
}
