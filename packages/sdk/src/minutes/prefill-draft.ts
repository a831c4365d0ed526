import type { MinutesDraft } from '@diemcau/fhir';
import type { MinutesSubject, Talk } from './minutes-deps.types.js';

/** The first draft: what the request and the talk already say; nothing is invented. */
export function prefillDraft(
  caseId: string,
  { request, people }: MinutesSubject,
  talk: Talk | undefined,
  siteName: (siteId: string) => string,
): MinutesDraft {
  return {
    caseId,
    patient: request.patient,
    admissionNumber: request.admissionNumber ?? '',
    department: request.department ?? '',
    ward: request.ward ?? '',
    bed: request.bed ?? '',
    ...(request.treatedFrom === undefined ? {} : { treatedFrom: request.treatedFrom }),
    ...(request.treatedTo === undefined ? {} : { treatedTo: request.treatedTo }),
    diagnosisBefore: [...(request.diagnoses ?? [])],
    openedAt: talk?.openedAt,
    closedAt: talk?.closedAt,
    breaks: [...(talk?.breaks ?? [])],
    location: '',
    participants: people.map((person) => ({ ...person, siteName: siteName(person.siteId) })),
    summary: [request.history, request.treatment].filter(Boolean).join('\n'),
    agenda: request.question ? [{ question: request.question, conclusion: '' }] : [],
    conclusion: '',
    diagnosisAfter: [],
    prognosis: '',
    plan: '',
    orders: [],
    excerpts: [],
  };
}

/** Fills in what the talk tells and nobody wrote yet. */
export function withTalk(draft: MinutesDraft, { openedAt, closedAt, breaks }: Talk): Partial<MinutesDraft> {
  return {
    ...(draft.openedAt === undefined && openedAt !== undefined ? { openedAt } : {}),
    ...(draft.closedAt === undefined && closedAt !== undefined ? { closedAt } : {}),
    ...(breaks.length > draft.breaks.length ? { breaks } : {}),
  };
}
