import type { RecordEntry } from '@diemcau/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from './say.js';

/** What machines made, apart from what people did: which machine, and whether a person has confirmed it. */
export function machineBlock(
  made: readonly RecordEntry[],
  entries: (shown: readonly RecordEntry[]) => unknown,
  say: Say,
): TemplateResult {
  const { t } = say;
  const groups = new Map<string, RecordEntry[]>();
  for (const entry of made) {
    const { device, version, confirmedBy, confirmedAt } = entry.machine ?? {};
    const name = JSON.stringify([device, version, confirmedBy, confirmedAt]);
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return html`<div part="machine" class="machine-block" role="group" aria-label=${t.machine}>
    ${[...groups.values()].map((group) => {
      const { device, version, confirmedBy, confirmedAt } = group[0]!.machine ?? {};
      return html`<h4>
          ⚙
          ${t.machine}${device ? html`: ${device}${version ? html` <span class="unit">${t.machineVersion(version)}</span>` : nothing}` : nothing}
        </h4>
        <p class=${confirmedBy ? 'muted small' : 'small loud'}>
          ${confirmedBy ? t.machineConfirmed(confirmedBy, confirmedAt && say.date(confirmedAt)) : html`<strong>${t.machineNotConfirmed}</strong>`}
        </p>
        ${entries(group)}`;
    })}
  </div>`;
}
