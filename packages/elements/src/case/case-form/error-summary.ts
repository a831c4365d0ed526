import { html, nothing, type TemplateResult } from 'lit';
import type { FormView } from './case-form.types.js';
import { fieldId, fieldOf, issueText } from './field.js';

/** What is to be mended before sending, each a link to its field. */
export function errorSummary(
  view: FormView,
  groundMissing: boolean,
  focus: (id: string) => void,
): TemplateResult | typeof nothing {
  const { issues, words } = view;
  const faults = issues
    .filter(({ severity }) => severity === 'error')
    .map((issue) => ({ id: fieldId(fieldOf(issue, words) ?? issue.at), text: issueText(issue, words) }));
  if (groundMissing) faults.push({ id: 'field-ground', text: words.emergency.needed });
  if (faults.length === 0) return nothing;
  const go = (event: Event, id: string) => {
    event.preventDefault();
    focus(id);
  };
  return html`<div class="error-summary" part="error-summary" role="alert" tabindex="-1" aria-labelledby="faults-title">
    <h3 id="faults-title">${words.summaryTitle}</h3>
    <ul>
      ${faults.map(({ id, text }) => html`<li><a href="#${id}" @click=${(event: Event) => go(event, id)}>${text}</a></li>`)}
    </ul>
  </div>`;
}
