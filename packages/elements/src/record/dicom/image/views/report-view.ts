import type { ImageReport } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from './overlay-view.js';

/** Structured reports of the study, those that a machine wrote apart and called so. */
export function reportsView(reports: readonly ImageReport[], { t }: Say): TemplateResult | typeof nothing {
  if (reports.length === 0) return nothing;
  return html`<details>
    <summary>${t.reports} (${reports.length})</summary>
    ${reports.map(
      ({ title, lines, machine, device, verified, verifiedBy }) =>
        html`<section class="report" data-machine=${String(machine)}>
          <h3>${title}</h3>
          ${
            machine
              ? html`<p class="notice plain attention">
                  <strong>${t.machine(device ?? '')}</strong>.
                  ${verified ? t.verifiedBy(verifiedBy ?? '') : t.notVerified}
                </p>`
              : nothing
          }
          <dl>
            ${lines.map(
              ({ name, text }) =>
                html`<div>
                  ${name ? html`<dt>${name}${text ? ':' : ''}</dt>` : nothing}
                  ${text ? html`<dd>${text}</dd>` : nothing}
                </div>`,
            )}
          </dl>
        </section>`,
    )}
  </details>`;
}
