import type { CaseState, CaseUrgency } from '@diemcau/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { workIcons } from '../work-icons.js';
import { icons } from '../icons.js';
import type { CaseWords } from './case-words.types.js';

const stateLook: Record<CaseState, readonly [meaning: string, icon: TemplateResult]> = {
  draft: ['', icons.minutes],
  sent: ['accent', workIcons.send],
  accepted: ['accent', icons.sent],
  scheduled: ['accent', workIcons.calendar],
  'in-session': ['done', icons.call],
  'awaiting-signature': ['attention', workIcons.sign],
  completed: ['done', icons.done],
  'information-needed': ['attention', icons.info],
  rejected: ['', icons.unavailable],
  cancelled: ['', icons.close],
  interrupted: ['attention', icons.offline],
};

/** The state of a case, and whether it waits too long: word, icon and colour. */
export function stateBadge(state: CaseState, overdue: boolean, words: CaseWords): TemplateResult {
  const [meaning, icon] = stateLook[state];
  return html`<span class="badge ${meaning}" part="state">${icon}${words.states[state]}</span>${
      overdue ? html` <span class="badge critical" part="overdue">${icons.clock}${words.overdue}</span>` : nothing
    }`;
}

const urgencyLook = {
  emergency: ['critical', icons.critical],
  urgent: ['attention', icons.attention],
  routine: ['', icons.clock],
} as const;

/** How urgent a case is: word, icon and colour. */
export function urgencyBadge(urgency: CaseUrgency | undefined, words: CaseWords): TemplateResult | typeof nothing {
  if (!urgency) return nothing;
  const [meaning, icon] = urgencyLook[urgency];
  return html`<span class="badge ${meaning}" part="urgency">${icon}${words.urgencies[urgency]}</span>`;
}
