import type { EntryValue, ResultMark } from '@diemcau/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from './say.js';

/** Arrow and letter; the colour only repeats them. */
const signs: Record<ResultMark, string> = {
  'critical-low': '⇊ LL',
  low: '↓ L',
  normal: '',
  high: '↑ H',
  'critical-high': '⇈ HH',
  abnormal: '✱ A',
  'critical-abnormal': '✱✱ AA',
};

/** A value with its unit, its mark and, lighter, the same value in the other customary unit. */
export function valueView(value: EntryValue | undefined, say: Say): TemplateResult | typeof nothing {
  if (!value) return nothing;
  const { text, unit, converted } = value;
  return html`<span class="value"
      ><span class="number">${text}</span>${unit ? html` <span class="unit">${unit}</span>` : nothing}</span
    >${markView(value.mark, say)}${
      converted ? html` <span class="converted">≈ ${converted.text} ${converted.unit}</span>` : nothing
    }`;
}

/** The mark of a result, or nothing when it is normal or not judged. */
export function markView(mark: ResultMark | undefined, { t }: Say): TemplateResult | typeof nothing {
  if (!mark || mark === 'normal') return nothing;
  return html` <span part="mark" class="mark ${mark}" title=${t.marks[mark]}
    ><span aria-hidden="true">${signs[mark]}</span><span class="visually-hidden"> ${t.marks[mark]}</span></span
  >`;
}
