import type { RecordEntry, RecordSection } from '@diemcau/fhir';
import type { RecordStoreState } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { isReading } from '../is-reading.js';
import { voiding } from './flag-view.js';
import type { Say } from './say.js';

/** Letters of a list of allergies or alerts that are shown before the rest is counted: at rest, and where room is short. */
const most = { whole: 200, brief: 70 } as const;

/** Where a press on "and 12 more" leads. */
type Go = (section: RecordSection) => void;

/** Who this is, pinned: name, age, sex, two identifiers, allergies and alerts. */
export function bannerView(state: RecordStoreState, say: Say, go: Go, brief = false): TemplateResult {
  const { t } = say;
  const { patient, sections } = state;
  if (!patient)
    return html`<header part="banner" class="banner">
      <strong>${t.noPatient}</strong>${allergiesView(state, say, go, brief)}
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
    ${allergiesView(state, say, go, brief)} ${alertsView(sections, say, go, brief)}
  </header>`;
}

function allergiesView({ sections, overview }: RecordStoreState, say: Say, go: Go, brief: boolean): TemplateResult {
  const { t } = say;
  const { allergies } = sections;
  const said = allergies.entries.filter(
    ({ flags }) =>
      !flags.some((flag) => voiding.has(flag) || flag === 'resolved' || flag === 'inactive' || flag === 'data-absent'),
  );
  const real = said.filter(({ flags }) => !flags.includes('nil-known'));
  const word =
    real.length > 0
      ? // The gravest first, of the whole record and not of its first page alone.
        listView(
          'allergies',
          [...(overview?.allergies.items ?? []), ...real],
          overview?.allergies.count ?? 0,
          say,
          go,
          brief,
        )
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

function alertsView(
  { alerts }: RecordStoreState['sections'],
  say: Say,
  go: Go,
  brief: boolean,
): TemplateResult | typeof nothing {
  const { t } = say;
  const real = alerts.entries.filter(
    ({ flags }) => !flags.some((flag) => voiding.has(flag) || flag === 'inactive' || flag === 'nil-known'),
  );
  if (!real.length) return nothing;
  return html`<p class="allergies critical">
    <span aria-hidden="true">⚑</span>
    <strong>${t.alerts}:</strong>
    ${listView('alerts', real, 0, say, go, brief)}${alerts.count > alerts.entries.length ? ' …' : ''}
  </p>`;
}

/** Names as far as there is room, each once; how many more there are is a button, never left out in silence. */
function listView(
  section: RecordSection,
  entries: readonly Pick<RecordEntry, 'title'>[],
  count: number,
  { t }: Say,
  go: Go,
  brief: boolean,
): TemplateResult {
  const names = [...new Set(entries.map(({ title }) => title))];
  let left: number = brief ? most.brief : most.whole;
  const shown = names.filter((name, at) => (left -= name.length + 2) >= 0 || at === 0);
  const more = Math.max(count, names.length) - shown.length;
  return html`${shown.join(', ')}${more > 0 ? html` <button type="button" class="jump" @click=${() => go(section)}>${t.andMore(more)}</button>` : nothing}`;
}
