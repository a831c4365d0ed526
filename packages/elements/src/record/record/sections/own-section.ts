import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Say } from '../views/say.js';
import type { RecordSectionConfig, SectionContext } from '../../../internal/record-section-config.types.js';

/** A section of the embedder's own. What goes wrong in it stays in it, and says so. */
export function ownSection(
  config: RecordSectionConfig,
  title: string,
  context: SectionContext,
  say: Say,
): TemplateResult {
  return html`<section
    part="section"
    class="section own"
    id=${config.name}
    aria-labelledby="h-${config.name}"
    tabindex="-1"
  >
    <header><h3 id="h-${config.name}">${title}</h3></header>
    ${guard([config, context.state, context.locale, context.store], () => bodyOf(config, context, say))}
  </section>`;
}

function bodyOf({ body }: RecordSectionConfig, context: SectionContext, { t }: Say): unknown {
  try {
    return body?.(context) ?? nothing;
  } catch {
    // Whatever the embedder's code says may quote the record: it is not passed on.
    return html`<p class="notice plain attention" role="alert">${t.ownFailed}</p>`;
  }
}
