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
export function stateSign(section: SectionStatus & { reason?: string; masked?: number }, { t }: Say): TemplateResult {
  const { state, count, masked } = section;
  if (isReading(section))
    return html`<span part="state" class="state reading"
      >${count ? `${t.entries(count)}, ` : nothing}${t.reading}</span
    >`;
  const word =
    state === 'loaded'
      ? t.entries(count)
      : state === 'truncated'
        ? `${t.entries(count)}. ${t.states.truncated}`
        : t.states[state];
  return html`<span part="state" class="state ${state}"
    ><span class="icon" aria-hidden="true">${icons[state]}</span> ${masked && !count ? nothing : word}${
      masked ? html`${count ? ', ' : nothing}<strong class="masked">${t.masked(masked)}</strong>` : nothing
    }</span
  >`;
}
