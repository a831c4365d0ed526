import type { MinutesDraft } from '@diemcau/fhir';
import type { MinutesSignature } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { ageText } from '../../../internal/format/age-text.js';
import { dateText } from '../../../internal/format/date-text.js';
import { dateTimeText } from '../../../internal/format/date-time-text.js';
import type { Say } from '../views/say.js';

/** What stands on the sheet besides the minutes themselves. */
export interface PaperMeta {
  signatures: readonly MinutesSignature[];
  documentId?: string;
  printedBy?: string;
  /** Undefined on the screen; the paper says when it was printed. */
  printedAt?: Date;
}

const blank = '……………';

/** Form 27/BV2, complete: what is signed is what is shown and what is printed. */
export function minutesPaper(draft: MinutesDraft, meta: PaperMeta, say: Say): TemplateResult {
  const { t } = say;
  const secretary = draft.participants.find(({ role }) => role === 'secretary');
  return html`<article class="paper">
    <header>
      <p>
        ${t.paper.department}: ${blank}<br />${t.paper.hospital}: ${secretary?.siteName || blank}<br />${t.paper.ward}:
        ${draft.department || blank}
      </p>
      <p>${t.paper.form}<br />${t.paper.admission}: ${draft.admissionNumber || blank}</p>
    </header>
    <h2 class="paper-title">${t.paper.title}</h2>
    <p class="center">${t.paper.remote}</p>
    ${meta.signatures.length === 0 ? html`<p class="center"><strong>${t.paper.draft}</strong></p>` : nothing}
    ${draft.amends ? html`<p>${t.amending(draft.amends.reason)}</p>` : nothing} ${patientLines(draft, say)}
    ${sessionLines(draft, say)} ${contentLines(draft, say)}
    <p class="small">${t.paper.advice}</p>
    <footer>${signed('secretary', draft, meta, say)} ${signed('chair', draft, meta, say)}</footer>
    ${
      meta.printedAt && meta.documentId
        ? html`<p class="converted">
            ${t.paper.converted(meta.documentId, dateTimeText(meta.printedAt), meta.printedBy ?? '')}
          </p>`
        : nothing
    }
  </article>`;
}

function patientLines(
  { patient, treatedFrom, treatedTo, bed, ward, department, diagnosisBefore }: MinutesDraft,
  { t, locale }: Say,
): TemplateResult {
  return html`<p>
      ${t.paper.patient}: <strong>${patient.name}</strong> &nbsp; ${t.paper.age}:
      ${ageText(patient.birthDate, locale) || blank}
      ${patient.birthDate ? html`(${dateText(patient.birthDate)})` : nothing} &nbsp; ${t.paper.gender}:
      ${t.genders[patient.gender ?? 'unknown']}
    </p>
    <p>${t.paper.treated(dateText(treatedFrom) || blank, dateText(treatedTo) || blank)}</p>
    <p>
      ${t.paper.bed}: ${bed || blank} &nbsp; ${t.paper.room}: ${ward || blank} &nbsp; ${t.paper.at}:
      ${department || blank}
    </p>
    <p><strong>${t.fields.diagnosisBefore}:</strong> ${coded(diagnosisBefore)}</p>`;
}

function sessionLines(
  { openedAt, closedAt, breaks, location, participants }: MinutesDraft,
  { t }: Say,
): TemplateResult {
  return html`<p>
      ${t.paper.held(dateTimeText(openedAt) || blank)}${closedAt ? html` – ${dateTimeText(closedAt)}` : nothing}.
      ${t.fields.location}: ${location || blank}
    </p>
    ${breaks.map(({ from, to }) => html`<p>${t.brokenFromTo(dateTimeText(from), dateTimeText(to))}</p>`)}
    ${(['chair', 'secretary', 'member', 'presenter', 'guest'] as const).map((role) => {
      const people = participants.filter((one) => one.role === role);
      return people.length
        ? html`<p>
            <strong>${t.roles[role]}:</strong>
            ${people.map(({ name, title, siteName }) => [name, title, siteName].filter(Boolean).join(', ')).join('; ')}
          </p>`
        : nothing;
    })}`;
}

function contentLines(draft: MinutesDraft, { t }: Say): TemplateResult {
  const part = (title: string, text: string) =>
    html`<section>
      <h3>${title}</h3>
      <p class="text">${text || blank}</p>
    </section>`;
  return html`${part(t.fields.summary, draft.summary)}
  ${
    draft.excerpts.length
      ? html`<section>
          <h3>${t.fields.excerpts}</h3>
          <ul>
            ${draft.excerpts.map(({ text }) => html`<li>${text}</li>`)}
          </ul>
        </section>`
      : nothing
  }
  ${
    draft.agenda.length
      ? html`<section>
          <h3>${t.fields.agenda}</h3>
          <ol>
            ${draft.agenda.map(({ question, conclusion }) => html`<li>${question}<br />→ ${conclusion || blank}</li>`)}
          </ol>
        </section>`
      : nothing
  }
  ${part(t.fields.conclusion, draft.conclusion)}
  ${draft.diagnosisAfter.length ? html`<p><strong>${t.fields.diagnosisAfter}:</strong> ${coded(draft.diagnosisAfter)}</p>` : nothing}
  ${draft.prognosis ? part(t.fields.prognosis, draft.prognosis) : nothing} ${part(t.fields.plan, draft.plan)}
  ${
    draft.orders.length
      ? html`<section>
          <h3>${t.fields.orders}</h3>
          <ol>
            ${draft.orders.map(({ text, orderedBy, orderedAt }) => html`<li>${t.paper.order(text, orderedBy.name, orderedBy.sub, dateTimeText(orderedAt))}</li>`)}
          </ol>
        </section>`
      : nothing
  }`;
}

const coded = (list: MinutesDraft['diagnosisBefore']): string =>
  list.map(({ text, code }) => (code ? `${text} (${code})` : text)).join('; ') || blank;

function signed(
  role: 'secretary' | 'chair',
  draft: MinutesDraft,
  { signatures }: PaperMeta,
  { t }: Say,
): TemplateResult {
  const signature = signatures.find((one) => one.role === role);
  const person = signature?.signer ?? draft.participants.find((one) => one.role === role);
  return html`<div>
    <strong>${role === 'secretary' ? t.paper.secretary : t.paper.chair}</strong>
    <p>${signature ? t.paper.signed(dateTimeText(signature.signedAt)) : t.paper.unsigned}</p>
    <p><strong>${person?.name ?? blank}</strong></p>
  </div>`;
}
