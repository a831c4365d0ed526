import type { Composition, Reference } from 'fhir/r4';
import { codedTextOf } from '../internal/coded-text.js';
import { extensionsOf, extensionText } from '../internal/extension.js';
import { fhirDate } from '../internal/fhir-date.js';
import { asObject, asObjects, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import type { CodedText, Person } from '../internal/model.types.js';
import { exactText, patientOf, personOf } from '../internal/person.js';
import { ownSystems, systems } from '../internal/systems.js';
import type { Issue, Result } from '../result.js';
import { minutesExtension, minutesSections } from './minutes-sections.js';
import type { MinutesDraft, MinutesParticipant } from './minutes.types.js';

/** What a composition takes from outside the draft. */
export interface MinutesFrame {
  id: string;
  status: Composition['status'];
  subject: Reference;
  date?: string;
  contained?: Composition['contained'];
  custodian?: Reference;
  /** How a participant is referred to. */
  party(person: MinutesParticipant, index: number): Reference;
}

/** Composition of form 27/BV2 "Trích biên bản hội chẩn" in the given frame. */
export function minutesComposition(draft: MinutesDraft, frame: MinutesFrame): Composition {
  const parties = draft.participants.map((person, index) => ({ person, reference: frame.party(person, index) }));
  const writers = parties.filter(({ person }) => person.role === 'secretary' || person.role === 'chair');
  const start = fhirDate(draft.openedAt);
  const end = fhirDate(draft.closedAt);
  const date = fhirDate(frame.date) ?? end ?? start;
  return {
    resourceType: 'Composition',
    id: frame.id,
    meta: { tag: [{ system: systems.caseTag, code: draft.caseId }] },
    language: 'vi',
    ...(frame.contained ? { contained: frame.contained } : {}),
    status: frame.status,
    type: {
      coding: [
        { system: 'http://loinc.org', code: '11488-4' },
        { system: ownSystems.form, code: '27/BV2' },
      ],
      text: 'Trích biên bản hội chẩn',
    },
    subject: frame.subject,
    ...(date ? { date } : unknownDate()),
    author: writers.length > 0 ? writers.map(({ reference }) => reference) : [{ display: 'Thư ký hội chẩn' }],
    title: 'Trích biên bản hội chẩn',
    ...(writers.length > 0
      ? {
          attester: writers.map(({ person, reference }) => ({
            mode: person.role === 'chair' ? ('legal' as const) : ('professional' as const),
            party: reference,
          })),
        }
      : {}),
    ...(frame.custodian ? { custodian: frame.custodian } : {}),
    ...(draft.amends
      ? {
          relatesTo: [
            {
              code: 'replaces' as const,
              targetIdentifier: { system: 'urn:diemcau:document', value: draft.amends.documentId },
            },
          ],
        }
      : {}),
    ...((start ?? end) ? { event: [{ period: { ...(start ? { start } : {}), ...(end ? { end } : {}) } }] } : {}),
    section: minutesSections(draft),
  };
}

/** Composition.date is required; before the session no date is known. */
function unknownDate(): Pick<Composition, 'date' | '_date'> {
  const unknown = {
    _date: { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] },
  };
  return unknown as unknown as Pick<Composition, 'date' | '_date'>;
}

/** The draft as a preliminary Composition (id = caseId) with the patient contained, for `$save`. */
export function toMinutesComposition(draft: MinutesDraft): Composition {
  return minutesComposition(draft, {
    id: draft.caseId,
    status: 'preliminary',
    contained: [patientOf(draft.patient, 'patient')],
    subject: { reference: '#patient' },
    party: ({ sub, name }) => ({
      type: 'Practitioner',
      ...(sub ? { identifier: { system: systems.practitioner, value: sub } } : {}),
      ...(name ? { display: name } : {}),
    }),
  });
}

/** Reads the draft back, all of it. Errors: `malformed` at the element; a warning where a section's words are not those of its data. */
export function fromMinutesComposition(source: unknown): Result<MinutesDraft> {
  try {
    const composition = asObject(source);
    const patient = asObjects(composition?.['contained']).find(({ resourceType }) => resourceType === 'Patient');
    return draftOf(composition, patient && personOf(patient, exactText));
  } catch {
    return { issues: [{ code: 'malformed', severity: 'error', at: 'Composition' }] };
  }
}

/** Reads a draft from a Composition and the patient that belongs to it. */
export function draftOf(composition: Json | undefined, patient: Person | undefined): Result<MinutesDraft> {
  if (!composition || composition['resourceType'] !== 'Composition')
    return { issues: [{ code: 'malformed', severity: 'error', at: 'Composition' }] };
  const caseId = asObjects(asObject(composition['meta'])?.['tag']).flatMap(({ system, code }) =>
    system === systems.caseTag ? (asText(code) ?? []) : [],
  )[0];
  if (!caseId) return { issues: [{ code: 'malformed', severity: 'error', at: 'Composition.meta.tag' }] };
  const sections = new Map<string, Json>();
  for (const section of asObjects(composition['section'])) {
    const code = asObjects(asObject(section['code'])?.['coding']).find(
      ({ system }) => system === ownSystems.minutesSection,
    )?.['code'];
    if (typeof code === 'string' && !sections.has(code)) sections.set(code, section);
  }
  const text = (code: string, name = 'text'): string => optional(code, name) ?? '';
  const optional = (code: string, name: string): string | undefined =>
    extensionText(sections.get(code), minutesExtension(name));
  const items = (code: string, name: string): Json[] => extensionsOf(sections.get(code), minutesExtension(name));
  const draft: MinutesDraft = {
    caseId,
    patient: patient ?? { name: '', identifiers: [] },
    admissionNumber: text('admission', 'admissionNumber'),
    department: text('admission', 'department'),
    ward: text('admission', 'ward'),
    bed: text('admission', 'bed'),
    diagnosisBefore: items('diagnosis-before', 'diagnosis').map(diagnosisOf),
    breaks: items('session', 'break').map((item) => ({ from: inner(item, 'from'), to: inner(item, 'to') })),
    location: text('session', 'location'),
    participants: items('participants', 'participant').map(participantOf),
    summary: text('summary'),
    agenda: items('agenda', 'item').map((item) => ({
      question: inner(item, 'question'),
      conclusion: inner(item, 'conclusion'),
    })),
    conclusion: text('conclusion'),
    diagnosisAfter: items('conclusion', 'diagnosis').map(diagnosisOf),
    prognosis: text('conclusion', 'prognosis'),
    plan: text('plan'),
    orders: items('orders', 'order').map((item) => ({
      kind: inner(item, 'kind') === 'service' ? 'service' : 'drug',
      text: inner(item, 'text'),
      orderedBy: { sub: inner(item, 'sub'), name: inner(item, 'name'), siteId: inner(item, 'siteId') },
      orderedAt: inner(item, 'orderedAt'),
    })),
    excerpts: items('excerpts', 'excerpt').map((item) => {
      const sourceRef = extensionText(item, 'sourceRef');
      return { text: inner(item, 'text'), ...(sourceRef === undefined ? {} : { sourceRef }) };
    }),
  };
  for (const [code, name] of [
    ['admission', 'treatedFrom'],
    ['admission', 'treatedTo'],
    ['session', 'openedAt'],
    ['session', 'closedAt'],
  ] as const) {
    const value = optional(code, name);
    if (value !== undefined) draft[name] = value;
  }
  const amends = items('amendment', 'amends')[0];
  if (amends) draft.amends = { documentId: inner(amends, 'documentId'), reason: inner(amends, 'reason') };
  return { ok: draft, issues: wordsThatDiffer(draft, sections) };
}

/** Who signs reads the words: they must be those of the data. */
function wordsThatDiffer(draft: MinutesDraft, sections: ReadonlyMap<string, Json>): Issue[] {
  const issues: Issue[] = [];
  for (const expected of minutesSections(draft)) {
    const code = expected.code?.coding?.[0]?.code ?? '';
    const div = asObject(sections.get(code)?.['text'])?.['div'];
    if (div !== expected.text?.div)
      issues.push({ code: 'malformed', severity: 'warning', at: `Composition.section[${code}].text` });
  }
  return issues;
}

function inner(item: Json, name: string): string {
  return extensionText(item, name) ?? '';
}

function diagnosisOf(extension: Json): CodedText {
  const concept = asObject(extension['valueCodeableConcept']);
  return concept ? codedTextOf(concept) : { text: '' };
}

const roles: ReadonlySet<string> = new Set(['chair', 'secretary', 'member', 'presenter', 'guest']);

function participantOf(item: Json): MinutesParticipant {
  const role = inner(item, 'role');
  const title = extensionText(item, 'title');
  return {
    siteId: inner(item, 'siteId'),
    siteName: inner(item, 'siteName'),
    sub: inner(item, 'sub'),
    name: inner(item, 'name'),
    ...(title === undefined ? {} : { title }),
    role: roles.has(role) ? (role as MinutesParticipant['role']) : 'member',
  };
}
