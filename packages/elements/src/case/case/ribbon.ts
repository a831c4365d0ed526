import type { ConsultationState, ParticipantView } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { stateBadge, urgencyBadge } from '../../internal/case-words/badges.js';
import { identifierTexts, identityLine } from '../../internal/case-words/identity.js';
import { dateTimeText } from '../../internal/format/date-time-text.js';
import { elapsedText } from '../../internal/format/elapsed-text.js';
import { initials } from '../../internal/format/initials.js';
import { workIcons } from '../../internal/work-icons.js';
import { icons } from '../../internal/icons.js';
import { caseIcons } from './case-icons.js';
import type { CaseContext, Words } from './case.types.js';

type Line = keyof Words['lines'] | 'unknown';
const lineLook: Record<Line, readonly [string, TemplateResult]> = {
  good: ['seen', icons.line],
  fair: ['queued', icons.attention],
  bad: ['bad', icons.critical],
  lost: ['offline', icons.offline],
  unknown: ['', workIcons.person],
};

/** What a site's line carries, by its worst participant: above 5 % loss or 400 ms it is weak, above 15 % or 800 ms very weak. */
export function lineOf(participants: readonly ParticipantView[]): Line {
  if (participants.some(({ connection }) => connection === 'reconnecting')) return 'lost';
  const measured = participants.flatMap(({ line }) =>
    line?.rtt === undefined && line?.loss === undefined ? [] : [line],
  );
  if (measured.length === 0) return 'unknown';
  const loss = Math.max(...measured.map((line) => line.loss ?? 0));
  const rtt = Math.max(...measured.map((line) => line.rtt ?? 0));
  return loss > 0.15 || rtt > 800 ? 'bad' : loss > 0.05 || rtt > 400 ? 'fair' : 'good';
}

const waits = new Set(['sent', 'information-needed', 'accepted', 'interrupted']);

function clock({ view, words, locale }: CaseContext, talk: Readonly<ConsultationState> | undefined): string {
  const since = (instant: string) => elapsedText(Math.max(0, Date.now() - Date.parse(instant)), locale);
  if (view.state === 'in-session' && talk?.since) return words.inSession(since(talk.since));
  if (view.state === 'scheduled' && view.scheduled) return words.scheduledAt(dateTimeText(view.scheduled.start));
  return view.sentAt && waits.has(view.state) ? words.waited(since(view.sentAt)) : '';
}

/** The sites of the case; during a talk who is there and what each line carries. */
function sitesView(
  { view, words, siteName }: CaseContext,
  talk: Readonly<ConsultationState> | undefined,
): TemplateResult {
  const live = talk !== undefined && ['joined', 'reconnecting'].includes(talk.status);
  return html`<ul class="sites" role="list" aria-label=${words.sites}>
    ${[view.requestingSite, ...view.consultedSites].map((siteId) => {
      const present = (talk?.participants ?? []).filter((one) => one.siteId === siteId && one.connection !== 'away');
      const line = lineOf(present);
      const [meaning, icon] = lineLook[line];
      // One's own end measures the others' lines, not its own.
      return html`<li>
        <span class="site-name wrap">${caseIcons.site}${siteName(siteId)}</span>
        ${
          live
            ? html`<span class="sign ${present.length > 0 ? meaning : ''}"
                >${icon}${words.here(present.length)}${line === 'unknown' ? nothing : ` · ${words.lines[line]}`}</span
              >`
            : nothing
        }
      </li>`;
    })}
  </ul>`;
}

const gateLook = {
  open: ['done', caseIcons.consent],
  emergency: ['attention', icons.critical],
  closed: ['attention', caseIcons.consent],
} as const;

/** Consent and clock: part of the ribbon where there is room, below it where not. */
function progress(context: CaseContext, talk: Readonly<ConsultationState> | undefined): TemplateResult {
  const { view, words } = context;
  const [gate, gateIcon] = gateLook[view.consentGate];
  const time = clock(context, talk);
  return html`<span class="badge ${gate}" part="gate">${gateIcon}${words.gates[view.consentGate]}</span>
    ${time ? html`<span class="numbers clock">${icons.clock} ${time}</span>` : nothing}`;
}

/** What scrolls away under a ribbon that has no room for it. */
export function underView(context: CaseContext, talk: Readonly<ConsultationState> | undefined): TemplateResult {
  return html`<div class="under">
    <p class="row">${progress(context, talk)}</p>
    ${sitesView(context, talk)}
  </div>`;
}

/** "None noted", written into the field in words: no alarm. Anything more than these words is one. */
const noneNoted =
  /^(chưa|không)( có| ghi nhận| phát hiện| khai thác được| rõ)?( tiền sử)?( dị ứng)?[.\s]*$|^(no|none)( known| noted)?( drug)?( allerg(y|ies))?( known| noted| recorded)?[.\s]*$/i;

/** Letters of a list of allergies that a brief ribbon shows before it asks to be opened. */
const briefAllergies = 60;

function allergiesView({ view, words }: CaseContext, brief: boolean): TemplateResult {
  const text = view.request.allergies?.trim();
  if (!text) return html`<span class="badge">${icons.info}${words.allergiesUnknown}</span>`;
  if (noneNoted.test(text.normalize('NFC')))
    return html`<span class="badge">${icons.info}${words.allergies}</span> ${text}`;
  const badge = html`<span class="badge critical">${icons.attention}${words.allergies}</span>`;
  if (!brief || text.length <= briefAllergies) return html`${badge} <strong>${text}</strong>`;
  const start = text.slice(0, text.lastIndexOf(' ', briefAllergies) + 1 || briefAllergies);
  return html`<details>
    <summary>
      ${badge} <strong class="start">${start}…</strong> <span class="whole">${words.allergiesWhole}</span>
    </summary>
    <strong>${text}</strong>
  </details>`;
}

/** Who the patient is, in what state case and line are: pinned, never scrolled away. `brief` where room is short. */
export function ribbon(
  context: CaseContext,
  talk: Readonly<ConsultationState> | undefined,
  brief: boolean,
): TemplateResult {
  const { view, words, caseWords, locale } = context;
  const { patient, urgency } = view.request;
  const identifiers = identifierTexts(patient, caseWords).slice(0, 2);
  return html`<header class="ribbon" part="ribbon">
    <span class="initials" aria-hidden="true">${initials(patient.name)}</span>
    <div class="who" role="group" aria-label=${words.identity}>
      <h2 class="wrap" id="title" tabindex="-1">${patient.name}</h2>
      <p>${identityLine(patient, caseWords, locale)}</p>
      <p class="muted small numbers wrap">
        ${
          identifiers.length > 0
            ? identifiers.map(
                ({ label, value }) => html`<span class="identifier">${label} <strong>${value}</strong></span> `,
              )
            : caseWords.noIdentifier
        }
      </p>
    </div>
    <div class="facts" role="group" aria-label=${words.status}>
      <div class="allergies wrap" part="allergies">${allergiesView(context, brief)}</div>
      <p class="row">
        ${urgencyBadge(urgency, caseWords)} ${stateBadge(view.state, view.overdue, caseWords)}
        ${brief && talk?.status === 'reconnecting' ? html`<span class="badge attention">${icons.offline}${words.lines.lost}</span>` : nothing}
        ${brief ? nothing : progress(context, talk)}
      </p>
      ${brief ? nothing : sitesView(context, talk)}
    </div>
  </header>`;
}
