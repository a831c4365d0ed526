import type { SectionState, SectionStatus } from '@diemcau/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import { isReading } from '../is-reading.js';
import type { Say } from './say.js';

/** A shape for each state, so that no two look alike without colour. */
const icons: Record<SectionState, string> = {
  loaded: '●',
  empty: '○',
  'not-provided': '?',
  failed: '✕',
  truncated: '◐',
  hidden: '▧',
};

/** State of a section: shape and word. */
export function stateSign(
  section: SectionStatus & { reason?: string; masked?: number; of?: number },
  { t }: Say,
): TemplateResult {
  const { state, count, masked, of } = section;
  const entries = of === undefined ? t.entries(count) : t.entriesOf(count, of);
  if (isReading(section))
    return html`<span part="state" class="state reading">${count ? `${entries}, ` : nothing}${t.reading}</span>`;
  const word =
    state === 'loaded' ? entries : state === 'truncated' ? `${entries}. ${t.states.truncated}` : t.states[state];
  return html`<span part="state" class="state ${state}"
    ><span class="icon" aria-hidden="true">${icons[state]}</span> ${masked && !count ? nothing : word}${
      masked ? html`${count ? ', ' : nothing}<strong class="masked">${t.masked(masked)}</strong>` : nothing
    }</span
  >`;
}
