import type { RecordStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { isReading } from '../is-reading.js';
import { voiding } from './flag-view.js';
import type { Say } from './say.js';

/** Who this is, pinned: name, age, sex, two identifiers, allergies and alerts. */
export function bannerView(state: RecordStoreState, say: Say): TemplateResult {
  const { t } = say;
  const { patient, sections } = state;
  if (!patient)
    return html`<header part="banner" class="banner">
      <strong>${t.noPatient}</strong>${allergiesView(sections, say)}
    </header>`;
  return html`<header part="banner" class="banner" role="group" aria-label=${t.sections.patient}>
    <div part="identity" class="who">
      <strong class="name">${patient.name}</strong>
      ${patient.birthDate ? html`<span>${say.age(patient.birthDate)}</span>` : nothing}
      <span>${t.genders[patient.gender ?? 'unknown']}</span>
      ${patient.birthDate ? html`<span class="identifier">${t.born} ${say.date(patient.birthDate)}</span>` : nothing}
      ${patient.deceased ? html`<span class="deceased">${t.deceased}</span>` : nothing}
      ${patient.identifiers
        .slice(0, 2)
        .map(
          ({ kind, value }) =>
            html`<span class="identifier">${t.identifiers[kind]} <span class="number">${value}</span></span>`,
        )}
    </div>
    ${allergiesView(sections, say)} ${alertsView(sections, say)}
  </header>`;
}

function allergiesView({ allergies }: RecordStoreState['sections'], { t }: Say): TemplateResult {
  const said = allergies.entries.filter(
    ({ flags }) => !flags.some((flag) => voiding.has(flag) || flag === 'resolved' || flag === 'data-absent'),
  );
  const real = said.filter(({ flags }) => !flags.includes('nil-known'));
  const word =
    real.length > 0
      ? real.map(({ title }) => title).join(', ')
      : isReading(allergies)
        ? t.allergiesReading
        : allergies.state === 'failed'
          ? t.allergiesFailed
          : allergies.state === 'hidden'
            ? t.allergiesHidden
            : allergies.state === 'empty'
              ? t.allergiesNone
              : // None of one kind (no known food allergy) is said as it is: others are not ruled out.
                [...said.map(({ title }) => title), t.allergiesUnknown].join(' · ');
  // Being read is `truncated` too.
  const more =
    allergies.count > allergies.entries.length || (real.length > 0 && allergies.state === 'truncated') ? ' …' : '';
  return html`<p part="allergies" class="allergies ${real.length ? 'critical' : ''}">
    <span aria-hidden="true">${real.length ? '⚠' : ''}</span> <strong>${t.allergies}:</strong> ${word}${more}
  </p>`;
}

function alertsView({ alerts }: RecordStoreState['sections'], { t }: Say): TemplateResult | typeof nothing {
  const real = alerts.entries.filter(
    ({ flags }) => !flags.some((flag) => voiding.has(flag) || flag === 'inactive' || flag === 'nil-known'),
  );
  if (!real.length) return nothing;
  return html`<p class="allergies critical">
    <span aria-hidden="true">⚑</span> <strong>${t.alerts}:</strong> ${real.map(({ title }) => title).join(', ')}
  </p>`;
}
