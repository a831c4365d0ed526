import { DiemcauError } from './error.js';

/**
 * States of a case, in the order of its life. `overdue` is not a state: it is derived from the due time.
 * Vietnamese: nháp, đã gửi, đã tiếp nhận, đã xếp lịch, đang hội chẩn, chờ ký, hoàn tất; aside: cần bổ sung, từ chối, đã hủy, gián đoạn.
 */
export const caseStates = [
  'draft',
  'sent',
  'accepted',
  'scheduled',
  'in-session',
  'awaiting-signature',
  'completed',
  'information-needed',
  'rejected',
  'cancelled',
  'interrupted',
] as const;
/** Where a case stands. */
export type CaseState = (typeof caseStates)[number];

/** What a site may be in a case: tuyến dưới, tuyến trên, chủ trì, quan sát. */
export const siteRoles = ['requesting', 'consulted', 'chair', 'observer'] as const;
/** Part of a site in a case. */
export type SiteRole = (typeof siteRoles)[number];

/** Verbs that a person gives; `complete` is the gateway's own, when both signatures are there. */
export const caseVerbs = [
  'submit',
  'accept',
  'reject',
  'ask',
  'schedule',
  'start',
  'end',
  'interrupt',
  'cancel',
  'assign',
] as const;
/** What somebody may do with a case. */
export type CaseVerb = (typeof caseVerbs)[number];
/** A verb; the completion that the second signature brings; or what `reject` is while other invited sites remain. */
export type CaseTransition = CaseVerb | 'complete' | 'decline';

/** FHIR R4 Task.status codes that a case uses. */
export type TaskStatus =
  'draft' | 'requested' | 'accepted' | 'in-progress' | 'completed' | 'on-hold' | 'rejected' | 'cancelled';

/** Task.status (FHIR R4) of each state; the state itself is Task.businessStatus. */
export const taskStatusOf: Readonly<Record<CaseState, TaskStatus>> = {
  draft: 'draft',
  sent: 'requested',
  accepted: 'accepted',
  scheduled: 'accepted',
  'in-session': 'in-progress',
  'awaiting-signature': 'in-progress',
  completed: 'completed',
  'information-needed': 'on-hold',
  rejected: 'rejected',
  cancelled: 'cancelled',
  interrupted: 'in-progress',
};

type Row = readonly [
  from: readonly CaseState[],
  verb: CaseTransition,
  roles: readonly (SiteRole | 'gateway')[],
  to: CaseState | 'same',
];

const open = ['accepted', 'scheduled'] as const;

/** (state, verb, role) → state. A row that is not here is refused. */
const table: readonly Row[] = [
  [['draft', 'information-needed'], 'submit', ['requesting'], 'sent'],
  [['sent'], 'accept', ['consulted'], 'accepted'],
  [['sent', ...open], 'reject', ['consulted'], 'rejected'],
  // One of several invited sites rejects: its part ends. When it was the one that leads, the others are asked again.
  [['sent', ...open], 'decline', ['consulted'], 'same'],
  [['sent', ...open], 'decline', ['chair'], 'sent'],
  [['sent', ...open], 'ask', ['consulted'], 'information-needed'],
  [open, 'schedule', ['requesting', 'consulted'], 'scheduled'],
  [[...open, 'interrupted', 'awaiting-signature'], 'start', ['requesting', 'consulted'], 'in-session'],
  // An opinion may be given without a live session: the case goes on as a thread and ends in the same minutes.
  [[...open, 'in-session', 'interrupted'], 'end', ['requesting', 'consulted'], 'awaiting-signature'],
  [['in-session'], 'interrupt', ['requesting', 'consulted', 'gateway'], 'interrupted'],
  [['draft', 'sent', 'information-needed', ...open, 'interrupted'], 'cancel', ['requesting'], 'cancelled'],
  [['sent', 'information-needed', ...open], 'assign', ['requesting', 'consulted'], 'same'],
  [['awaiting-signature'], 'complete', ['gateway'], 'completed'],
];

/** The state that a verb leads to, or `undefined` when the table refuses it. */
export function nextCaseState(
  state: CaseState,
  verb: CaseTransition,
  role: SiteRole | 'gateway',
): CaseState | undefined {
  const row = table.find(([from, v, roles]) => v === verb && from.includes(state) && roles.includes(role));
  return row && (row[3] === 'same' ? state : row[3]);
}

/**
 * The state that a verb leads to.
 * @throws DiemcauError `case/transition-refused`
 */
export function requireCaseState(state: CaseState, verb: CaseTransition, role: SiteRole | 'gateway'): CaseState {
  const next = nextCaseState(state, verb, role);
  if (!next) throw new DiemcauError('case/transition-refused', { facts: { state, verb, role } });
  return next;
}

/** The verbs open to a site in a state, for buttons. */
export function allowedCaseVerbs(state: CaseState, roles: readonly SiteRole[]): CaseVerb[] {
  return caseVerbs.filter((verb) => roles.some((role) => nextCaseState(state, verb, role)));
}

/** States in which nothing more happens to the case, apart from amending its minutes. */
export function isFinalCaseState(state: CaseState): boolean {
  return state === 'completed' || state === 'rejected' || state === 'cancelled';
}

const dueHours = { emergency: 1, urgent: 24, routine: 72 } as const;

/** Cấp cứu, khẩn, thường quy (ServiceRequest.priority stat, urgent, routine). */
export type CaseUrgency = keyof typeof dueHours;

/** Milliseconds after its time at which a session that nobody started is overdue. */
const lateStart = 15 * 60_000;

/**
 * Whether the case waits longer than its urgency allows (1 h, 24 h, 72 h from sending until it is accepted), or than was agreed
 * (`startsAt` of a scheduled one, and a quarter of an hour).
 */
export function isOverdue(
  state: CaseState,
  urgency: CaseUrgency,
  sentAt: Date,
  now: Date,
  startsAt?: Date | undefined,
): boolean {
  if (state === 'scheduled') return startsAt !== undefined && now.getTime() - startsAt.getTime() > lateStart;
  if (state !== 'sent' && state !== 'information-needed') return false;
  return now.getTime() - sentAt.getTime() > dueHours[urgency] * 3_600_000;
}
