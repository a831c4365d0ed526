import type { CaseView } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { stateBadge, urgencyBadge } from '../../internal/case-words/badges.js';
import type { CaseWords } from '../../internal/case-words/case-words.types.js';
import { identifierTexts, identityLine } from '../../internal/case-words/identity.js';
import { caseEdge } from '../../internal/case-edge.js';
import { dateTimeText } from '../../internal/format/date-time-text.js';
import { elapsedText } from '../../internal/format/elapsed-text.js';
import { initials } from '../../internal/format/initials.js';
import type { Locale } from '../../internal/locale.js';
import type { Translation } from '../../internal/messages.js';
import type vi from './worklist.messages.vi.js';

interface Row {
  item: CaseView;
  selected: boolean;
  /** Whether this row takes the focus when the list is entered by Tab. */
  first: boolean;
  words: Translation<typeof vi>;
  caseWords: CaseWords;
  locale: Locale;
  siteName: (siteId: string) => string;
  select: () => void;
}

const waits = new Set(['sent', 'information-needed', 'accepted', 'interrupted']);

function sites({ item, words, siteName }: Row): string {
  return item.myRoles.includes('requesting')
    ? words.to(item.consultedSites.map(siteName).join(', '))
    : words.from(siteName(item.requestingSite));
}

function waiting({ item, words, locale }: Row): unknown {
  if (item.scheduled && item.state === 'scheduled') return words.scheduledAt(dateTimeText(item.scheduled.start));
  if (!item.sentAt || !waits.has(item.state)) return nothing;
  const span = elapsedText(Date.now() - Date.parse(item.sentAt), locale);
  return html`<span class="word">${words.columns.waiting}: </span><span>${span}</span>`;
}

/** One case of the list: a row where there is room, a card where there is not. */
export function caseRow(row: Row): TemplateResult {
  const { item, selected, first, caseWords, locale } = row;
  const { patient, question, specialty, urgency } = item.request;
  const identifiers = identifierTexts(patient, caseWords).slice(0, 2);
  return html`<div
    role="row"
    part="row"
    class=${classMap({ case: true, selected, overdue: item.overdue, [`edge-${caseEdge(item.caseId)}`]: true })}
    aria-current=${selected ? 'true' : nothing}
    @click=${row.select}
  >
    <div class="c-initials" role="cell"><span class="initials" aria-hidden="true">${initials(patient.name)}</span></div>
    <div class="c-patient" role="cell">
      <button class="name" type="button" tabindex=${first ? 0 : -1} data-case=${item.caseId}>${patient.name}</button>
      <div>${identityLine(patient, caseWords, locale)}</div>
      <div class="muted small numbers wrap">
        ${
          identifiers.length > 0
            ? identifiers.map(({ label, value }) => html`<span class="identifier">${label} ${value}</span> `)
            : caseWords.noIdentifier
        }
      </div>
    </div>
    <div class="c-question" role="cell">
      <div class="question" title=${question}>${question}</div>
      <div class="muted small">${specialty}</div>
    </div>
    <div class="c-site wrap" role="cell">${sites(row)}</div>
    <div class="c-urgency" role="cell">
      ${urgencyBadge(urgency, caseWords)} ${stateBadge(item.state, item.overdue, caseWords)}
    </div>
    <div class="c-waiting numbers" role="cell">${waiting(row)}</div>
  </div>`;
}
