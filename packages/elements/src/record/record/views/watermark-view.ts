import { html, type TemplateResult } from 'lit';

const repeated = Array.from({ length: 40 });

/** Who is reading, where and when, lightly over the whole view; neither read aloud nor in the way of the pointer. */
export function watermarkView(text: string): TemplateResult {
  return html`<div part="watermark" class="watermark" aria-hidden="true">
    <div>${repeated.map(() => html`<span>${text}</span>`)}</div>
  </div>`;
}
